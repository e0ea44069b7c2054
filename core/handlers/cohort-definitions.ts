import type { CohortDetail, CohortEntry, CohortProblem } from '../../contract/cohort.ts';
import { Failure } from '../../contract/failure.ts';
import { checkExpression, type OtherCohorts } from '../cohort/check.ts';
import { compileCohort } from '../cohort/compile.ts';
import { requireShallow } from '../cohort/depth.ts';
import { explainCohort } from '../cohort/explain.ts';
import { outlineCohort } from '../cohort/outline.ts';
import { cohortNamesIn, withCohortNames } from '../cohort/references.ts';
import { repeatedKeyProblems } from '../cohort/repeated-keys.ts';
import { plainDefinition } from '../cohort/rules-off.ts';
import { datasetNames } from '../study/datasets.ts';
import { definitionHash, type Generation, readGeneration } from '../study/generations.ts';
import type { Study } from '../study/study.ts';

const folder = 'cohorts';

/** A definition as it is kept: the JSON as it was given, two spaces, so that git shows what changed. */
export function definitionText(expression: unknown): string {
  requireShallow(expression, 'The definition');
  return `${JSON.stringify(expression, null, 2)}\n`;
}

/** Text that should be a Circe cohort expression. `where` names the file in the message. */
export const parseDefinition = (text: string, where: string): Record<string, unknown> =>
  readDefinition(text, where).expression;

export interface ReadDefinition {
  readonly expression: Record<string, unknown>;
  /** What of the text is not in `expression`: keys that stand twice. Lines are the text's own. */
  readonly warnings: readonly CohortProblem[];
}

/** A definition as `parseDefinition` reads it, with what the reading leaves out. */
export function readDefinition(text: string, where: string): ReadDefinition {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new Failure(
      'invalid_input',
      `“${where}” is not JSON${place ? ` (it breaks off near character ${place})` : ''}. Export the definition from ATLAS again, as JSON.`,
    );
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Failure(
      'invalid_input',
      `“${where}” is JSON, but not a cohort definition: a Circe expression is an object with PrimaryCriteria.`,
    );
  }
  requireShallow(value, `“${where}”`);
  const held = value as Record<string, unknown>;
  const inner = held.expression;
  if (typeof inner === 'string') return readDefinition(inner, where);
  const warnings = repeatedKeyProblems(text);
  if (!inner || typeof inner !== 'object') return { expression: held, warnings };
  const within = (path: string) => path.replace(/^\$\.expression(?=[.[])/, '$');
  return {
    expression: inner as Record<string, unknown>,
    warnings: warnings.map((problem) => ({ ...problem, path: within(problem.path) })),
  };
}

/** A cohort of the study as its file has it, even one that was broken outside. @throws Failure `not_found`. */
export function textOf(study: Study, name: string): string {
  const text = study.documents.read(folder, name);
  if (text !== null) return text;
  const known = study.documents.list(folder).join(', ') || 'none yet';
  throw new Failure('not_found', `There is no cohort “${name}” in this study. It has: ${known}.`);
}

export function definitionOf(
  study: Study,
  name: string,
): { readonly text: string; readonly expression: Record<string, unknown> } {
  const text = textOf(study, name);
  return { text, expression: parseDefinition(text, `${name}.json`) };
}

/** What `read` gives, or `otherwise` where a definition on the way was changed outside and can't be read. */
export function ifReadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure && error.code === 'invalid_input') return otherwise;
    throw error;
  }
}

/** Check, outline, plain English and SQL of one definition; the latter two only where it is valid and supported. */
export function examine(
  expression: unknown,
  study: Study | null,
  name: string | null = null,
): Pick<CohortDetail, 'problems' | 'explanation' | 'outline' | 'sql'> {
  requireShallow(expression, 'The definition');
  const { expression: checked, problems } = checkExpression(expression, othersOf(study, name));
  const list: CohortProblem[] = problems.map((problem) => ({ ...problem }));
  const outline = outlineCohort(
    expression,
    (study?.documents.list(folder) ?? []).filter((other) => other !== name),
  );
  if (!checked) return { problems: list, explanation: null, outline, sql: null };
  const { title, sections } = explainCohort(checked, outline);
  return {
    problems: list,
    explanation: {
      title,
      sections: sections.map(({ heading, sentences }) => ({ heading, sentences: sentences.map((s) => ({ ...s })) })),
    },
    outline,
    sql: compileCohort(checked).sql,
  };
}

/** The cohorts of a study that a definition can build on; `name` is its own, where it has one. */
export function othersOf(study: Study | null, name: string | null = null): OtherCohorts {
  const find = (other: string) => {
    const text = study?.documents.read(folder, other) ?? null;
    return text === null ? null : parseDefinition(text, `${other}.json`);
  };
  return { find: study === null ? null : find, chain: name === null ? [] : [name] };
}

/**
 * sha256 of what a definition finds: rules that are off and the names of the cohorts it builds on change nothing, what
 * those find does.
 */
export function meaningHash(
  { find }: Pick<OtherCohorts, 'find'>,
  definition: Record<string, unknown>,
  chain: readonly string[] = [],
): string {
  const meant = withCohortNames(plainDefinition(definition), (name) => {
    const other = chain.includes(name) ? null : find?.(name);
    return other ? meaningHash({ find }, other as Record<string, unknown>, [...chain, name]) : name;
  });
  return definitionHash(JSON.stringify(meant));
}

/** True where the definition is not what the rows were generated from: edited since, unreadable, or not in the study. */
export const isStale = (study: Study, generation: Generation): boolean =>
  ifReadable(() => isChanged(study, generation), true);

function isChanged(study: Study, { name, definition }: Generation): boolean {
  const text = study.documents.read(folder, name);
  if (text === null) return true;
  const expression = parseDefinition(text, `${name}.json`);
  if (meaningHash(othersOf(study), expression, [name]) === definition) return false;
  // Generations of before cohorts could build on others carry the hash of the definition's text.
  return cohortNamesIn(expression).length > 0 || definitionHash(text) !== definition;
}

export function entryOf(study: Study, name: string): CohortEntry {
  textOf(study, name);
  const generated = datasetNames(study.path).flatMap((dataset) => {
    const made = readGeneration(study.path, dataset, name);
    if (!made) return [];
    return [{ dataset, run: made.run, at: made.at, stale: isStale(study, made), result: made.result }];
  });
  return { name, generated };
}

/** A cohort of the study with all that is said about its definition. */
export function detailOf(study: Study, name: string): CohortDetail {
  const { expression, warnings } = readDefinition(textOf(study, name), `${name}.json`);
  const examined = examine(expression, study, name);
  return { ...entryOf(study, name), expression, ...examined, problems: [...warnings, ...examined.problems] };
}

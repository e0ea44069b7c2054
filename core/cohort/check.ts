import { Failure } from '../../contract/failure.ts';
import { type CheckedExpression, type ExpressionTree, readCohort } from './expression/cohort.ts';
import type { CohortProblem } from './expression/problem.ts';
import { cohortUses } from './expression/used-cohorts.ts';
import { setUses } from './expression/used-sets.ts';
import { lint } from './lint.ts';
import { isObject } from './outline/spot.ts';
import { arrangedRules, withRules } from './rules-off.ts';

export type { CheckedExpression } from './expression/cohort.ts';
export type { CohortProblem } from './expression/problem.ts';

/** The cohorts that criteria can be stays in, and the way from one to the next that led here. */
export interface OtherCohorts {
  /** The definition of a cohort of the study; null where it has none of that name. */
  readonly find: ((name: string) => unknown) | null;
  /** Names of the cohorts that are being read, the first one asked for first. */
  readonly chain: readonly string[];
}

const noOthers: OtherCohorts = { find: null, chain: [] };

export interface CheckResult {
  /** The checked tree; null where a problem keeps the definition from running. */
  readonly expression: CheckedExpression | null;
  readonly problems: readonly CohortProblem[];
}

/**
 * Reads an OHDSI Circe cohort expression (the parsed JSON) and names everything in it that is wrong, unknown or not
 * supported, each with its JSON path. Nothing is ignored in silence. `raw` of the result is `json` itself, untouched.
 *
 * @example checkExpression(JSON.parse(text)).problems // [{ path: '$.PrimaryCriteria', severity: 'invalid', … }]
 */
export function checkExpression(json: unknown, others: OtherCohorts = noOthers): CheckResult {
  const problems: CohortProblem[] = [];
  const tree = readCohort({ value: json, path: '$', problems });
  if (tree !== null) {
    checkSets(tree, setsOfOffRules(json), problems);
    problems.push(...lint(tree));
  }
  const references = tree === null ? new Map() : checkReferences(tree, others, problems);
  const blocked = problems.some(({ severity }) => severity !== 'warning');
  const checked = tree === null || blocked ? null : { raw: json, ...tree };
  return { expression: checked && references.size > 0 ? { ...checked, references } : checked, problems };
}

/**
 * As `checkExpression`, but throws where the definition cannot run: Failure `invalid_input` for a definition that is
 * wrong, `unsupported` for one that is right but asks for what Stillroom has not got. `details.problems` lists all.
 */
export function parseExpression(json: unknown, others: OtherCohorts = noOthers): CheckedExpression {
  const { expression, problems } = checkExpression(json, others);
  if (expression !== null) return expression;
  const blocking = problems.filter(({ severity }) => severity !== 'warning');
  const isInvalid = blocking.some(({ severity }) => severity === 'invalid');
  const [first] = blocking;
  const more = blocking.length > 1 ? ` There are ${blocking.length - 1} more problems like this.` : '';
  throw new Failure(
    isInvalid ? 'invalid_input' : 'unsupported',
    `The cohort definition cannot run. At ${first?.path}: ${first?.message}${more}`,
    { problems },
  );
}

/** The concept sets that rules use which are switched off. */
function setsOfOffRules(json: unknown): ReadonlySet<number> {
  const rules = arrangedRules(json);
  if (!isObject(json) || !rules.some(({ isOff }) => isOff)) return new Set();
  const whole = readCohort({ value: withRules(json, on(rules)), path: '$', problems: [] });
  return new Set(whole === null ? [] : setUses(whole).map(({ setId }) => setId));
}

const on = (rules: ReturnType<typeof arrangedRules>) => rules.map(({ rule }) => ({ isOff: false, rule }));

function checkSets(tree: ExpressionTree, ofOffRules: ReadonlySet<number>, problems: CohortProblem[]): void {
  const known = new Set(tree.conceptSets.map(({ id }) => id));
  const used = new Set<number>();
  for (const { setId, path } of setUses(tree)) {
    used.add(setId);
    if (known.has(setId)) continue;
    problems.push({
      path,
      severity: 'invalid',
      message: `There is no concept set with the id ${setId} in ConceptSets. Add it, or choose one that is there.`,
    });
  }
  for (const { id, name, path, items } of tree.conceptSets) {
    if (ofOffRules.has(id) && !used.has(id)) continue;
    const called = name === '' ? `${id}` : `${id}, “${name}”`;
    if (!used.has(id))
      problems.push({ path, severity: 'warning', message: `No criterion uses the concept set ${called}. Remove it.` });
    else if (!items.some(({ isExcluded }) => !isExcluded))
      problems.push({
        path,
        severity: 'warning',
        message: `The concept set ${called} includes nothing, so its criteria find nothing. Add concepts to it.`,
      });
  }
}

/** Reads the cohorts that a definition builds on; one that is missing, wrong or built on this one is named. */
export function checkReferences(
  tree: ExpressionTree,
  others: OtherCohorts,
  problems: CohortProblem[],
): ReadonlyMap<string, CheckedExpression> {
  const references = new Map<string, CheckedExpression>();
  for (const { name, path } of cohortUses(tree)) {
    problems.push({
      path,
      severity: 'warning',
      message: `This builds on the cohort “${name}” of the study, which ATLAS can’t read. For ATLAS, copy its criteria here.`,
    });
    if (references.has(name)) continue;
    const found = readReference(name, others);
    if ('problem' in found) problems.push({ path, ...found.problem });
    else references.set(name, found.expression);
  }
  return references;
}

type Reference =
  | { readonly expression: CheckedExpression }
  | { readonly problem: Pick<CohortProblem, 'severity' | 'message'> };

function readReference(name: string, { find, chain }: OtherCohorts): Reference {
  const wrong = (severity: CohortProblem['severity'], message: string) => ({ problem: { severity, message } });
  if (find === null)
    return wrong('unsupported', `The cohort “${name}” can only be looked up in a study. Keep this definition in one.`);
  if (chain.includes(name)) {
    const way = [...chain.slice(chain.indexOf(name)), name].map((one) => `“${one}”`).join(' → ');
    return wrong('invalid', `The cohort would build on itself: ${way}. Choose another cohort.`);
  }
  const json = find(name);
  if (json === null) return wrong('invalid', `There is no cohort “${name}” in this study. Choose one that is there.`);
  const { expression, problems } = checkExpression(json, { find, chain: [...chain, name] });
  if (expression !== null) return { expression };
  const first = problems.find(({ severity }) => severity !== 'warning');
  return wrong(
    first?.severity ?? 'invalid',
    `The cohort “${name}” can’t run itself. At ${first?.path}: ${first?.message}`,
  );
}

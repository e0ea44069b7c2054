import { Failure } from '../../contract/failure.ts';
import { type CheckedExpression, type ExpressionTree, readCohort } from './expression/cohort.ts';
import type { CohortProblem } from './expression/problem.ts';
import { setUses } from './expression/used-sets.ts';
import { lint } from './lint.ts';

export type { CheckedExpression } from './expression/cohort.ts';
export type { CohortProblem } from './expression/problem.ts';

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
export function checkExpression(json: unknown): CheckResult {
  const problems: CohortProblem[] = [];
  const tree = readCohort({ value: json, path: '$', problems });
  if (tree !== null) {
    checkSets(tree, problems);
    problems.push(...lint(tree));
  }
  const blocked = problems.some(({ severity }) => severity !== 'warning');
  return { expression: tree !== null && !blocked ? { raw: json, ...tree } : null, problems };
}

/**
 * As `checkExpression`, but throws where the definition cannot run: Failure `invalid_input` for a definition that is
 * wrong, `unsupported` for one that is right but asks for what Stillroom has not got. `details.problems` lists all.
 */
export function parseExpression(json: unknown): CheckedExpression {
  const { expression, problems } = checkExpression(json);
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

function checkSets(tree: ExpressionTree, problems: CohortProblem[]): void {
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
  for (const { id, path, items } of tree.conceptSets) {
    if (!used.has(id))
      problems.push({ path, severity: 'warning', message: `No criterion uses the concept set ${id}. Remove it.` });
    else if (!items.some(({ isExcluded }) => !isExcluded))
      problems.push({
        path,
        severity: 'warning',
        message: `The concept set ${id} includes nothing, so its criteria find nothing. Add concepts to it.`,
      });
  }
}

import type { Attrition, CohortResult, PathCount } from '../../../../contract/cohort.ts';
import type { Outline } from '../../../../contract/outline.ts';
import type { Counted } from '../editor/editor-context.ts';
import { valueAt } from '../editor/json-path.ts';
import { allLines } from '../editor/outline-nodes.ts';

/** The numbers of one line, and what the line was when they were counted. */
export interface LineNumbers {
  readonly path: string;
  readonly json: string;
  readonly count: Counted;
  /** A rule: how many meet it by itself. */
  readonly alone: Counted | null;
}

const jsonAt = (expression: unknown, path: string) => JSON.stringify(valueAt(expression, path) ?? null);

interface Source {
  readonly outline: Outline;
  readonly expression: unknown;
  readonly counts: readonly PathCount[];
  readonly preview: Pick<CohortResult, 'attrition' | 'remaining'> | null;
}

/**
 * Numbers by line. A criterion: what it finds by itself. A rule that is on: what it and all before it leave, from the
 * preview, whose rules stand in the order of those that are on.
 */
export function lineNumbers({ outline, expression, counts, preview }: Source): readonly LineNumbers[] {
  const found = new Map(counts.map(({ path, persons, events }) => [path, { persons, events }]));
  const rules = allLines(outline).filter(({ role, isOff }) => role === 'rule' && !isOff);
  const ofRules = rules.flatMap(({ path }, index): LineNumbers[] => {
    const count = preview?.remaining[index];
    if (!count) return [];
    return [{ path, json: jsonAt(expression, path), count, alone: aloneOf(preview.attrition, index) }];
  });
  const isRule = new Set(rules.map(({ path }) => path));
  const ofLines = [...found]
    .filter(([path]) => !isRule.has(path))
    .map(([path, count]): LineNumbers => ({ path, json: jsonAt(expression, path), count, alone: null }));
  return [...ofLines, ...ofRules];
}

function aloneOf({ rules }: Attrition, index: number): Counted | null {
  const rule = rules[index];
  return rule ? { persons: rule.persons, events: rule.events } : null;
}

/**
 * The numbers of a definition that has been edited since: those of the same line, also where it has moved; else those of
 * the line that stood there. What has neither shows none.
 */
export function carryNumbers(
  before: readonly LineNumbers[],
  expression: unknown,
  paths: readonly string[],
): ReadonlyMap<string, LineNumbers> {
  const byPath = new Map(before.map((one) => [one.path, one]));
  const byJson = new Map(before.map((one) => [one.json, one]));
  const now = new Map(paths.map((path) => [path, jsonAt(expression, path)]));
  const stillThere = new Set(now.values());
  const carried = new Map<string, LineNumbers>();
  for (const [path, json] of now) {
    const here = byPath.get(path);
    const same = here?.json === json ? here : byJson.get(json);
    const numbers = same ?? (here && !stillThere.has(here.json) ? here : undefined);
    if (numbers) carried.set(path, numbers);
  }
  return carried;
}

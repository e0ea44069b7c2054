import type { CohortProblem } from '../../../../contract/cohort.ts';
import type { Outline } from '../../../../contract/outline.ts';
import { type LineFacts, noFacts } from '../editor/editor-context.ts';
import { allLines, lineAt, linesOf } from '../editor/outline-nodes.ts';
import type { LineNumbers } from './line-numbers.ts';

interface Known {
  readonly outline: Outline;
  readonly numbers: ReadonlyMap<string, LineNumbers>;
  readonly isBefore: boolean;
  readonly problems: readonly CohortProblem[];
}

/** What is known of each line besides its words: its numbers, and what the check says of it. */
export function lineFacts({ outline, numbers, isBefore, problems }: Known): ReadonlyMap<string, LineFacts> {
  const counts = [...numbers.values()].map(({ count }) => count);
  const mostPersons = Math.max(1, ...counts.map(({ persons }) => persons));
  const mostEvents = Math.max(1, ...counts.map(({ events }) => events));
  const byLine = new Map<string, CohortProblem[]>();
  for (const problem of problems) {
    const line = lineAt(outline, problem.path)?.path ?? '';
    byLine.set(line, [...(byLine.get(line) ?? []), problem]);
  }
  const facts = new Map<string, LineFacts>();
  const off = offPaths(outline);
  for (const { path } of allLines(outline)) {
    const known = off.has(path) ? undefined : numbers.get(path);
    const said = byLine.get(path) ?? noFacts.problems;
    if (!known && said.length === 0) continue;
    const share = known
      ? { persons: known.count.persons / mostPersons, events: known.count.events / mostEvents }
      : noFacts.share;
    facts.set(path, { count: known?.count ?? null, alone: known?.alone ?? null, share, isBefore, problems: said });
  }
  return facts;
}

/** Lines of rules that are off, with all that is in them: what is not applied has no numbers. */
const offPaths = (outline: Outline): ReadonlySet<string> =>
  new Set(
    allLines(outline)
      .filter(({ isOff }) => isOff)
      .flatMap((node) => linesOf([node]))
      .map(({ path }) => path),
  );

/** The lines that can have numbers. */
export const countedPaths = (outline: Outline): readonly string[] =>
  allLines(outline)
    .filter(({ isCounted, role, isOff }) => !isOff && (isCounted || role === 'rule'))
    .map(({ path }) => path);

/** A case with its controls, by their numbers. */
export interface MatchedSet {
  readonly case: number;
  readonly controls: readonly number[];
}

/**
 * Gives each case `perCase` of its candidates, in the order in which they come, each person a control once at most. Cases
 * with fewest candidates choose first. A case left with too few gets none: sets of unequal size would let whatever makes
 * controls rare, such as a long record, tell cases from controls.
 *
 * @param cases @param candidates one pair an entry, pairs of a case together.
 */
export function drawControls(cases: Float64Array, candidates: Float64Array, perCase: number): MatchedSet[] {
  const starts: number[] = [];
  cases.forEach((number, i) => {
    if (i === 0 || cases[i - 1] !== number) starts.push(i);
  });
  const lists = starts.map((start, at) => ({
    number: cases[start]!,
    list: candidates.subarray(start, starts[at + 1] ?? cases.length),
  }));
  lists.sort((a, b) => a.list.length - b.list.length || a.number - b.number);
  const taken = new Set<number>();
  const sets: MatchedSet[] = [];
  for (const { number, list } of lists) {
    const free = list.filter((candidate) => !taken.has(candidate)).subarray(0, perCase);
    if (free.length < perCase) continue;
    for (const control of free) taken.add(control);
    sets.push({ case: number, controls: [...free] });
  }
  return sets;
}

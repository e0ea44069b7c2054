import type { Day } from './days.ts';

/** Days from start to end, both included. */
export interface Span {
  readonly start: Day;
  readonly end: Day;
}

/** Spans joined where one starts no later than `pad` days after any before it has ended. */
export function joined(spans: readonly Span[], pad: number): readonly Span[] {
  const result: { start: Day; end: Day }[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && start <= reach) last.end = Math.max(last.end, end);
    else result.push({ start, end });
    reach = Math.max(reach, end + pad);
  }
  return result;
}

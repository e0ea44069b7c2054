import type { Codes } from './partition.ts';
import type { Patterns } from './patterns.ts';

/**
 * How many rows agree with each pattern where a missing value agrees with anything (Templ, Kowarik and Meindl 2015, sdcMicro;
 * here both sides may have missing values). Two lists of patterns that agree so far are split by the next column: equal values
 * go on with each other, and whoever lacks the value goes on with everybody.
 */
export function matchingRows({ columns, weights, size }: Patterns): Float64Array {
  const matches = new Float64Array(size);
  const order = [...columns].sort((a, b) => b.values - a.values);
  const slots = order.map(({ values }) => new Int32Array(values + 1));

  /** Small lists are compared pair by pair. */
  function compare(left: Int32Array, right: Int32Array, depth: number): void {
    for (const l of left)
      for (const r of right) {
        let d = depth;
        for (; d < order.length; d++) {
          const a = order[d]!.codes[l]!;
          const b = order[d]!.codes[r]!;
          if (a !== b && a !== 0 && b !== 0) break;
        }
        if (d === order.length) matches[l]! += weights[r]!;
      }
  }

  function match(left: Int32Array, right: Int32Array, depth: number): void {
    if (left.length === 0 || right.length === 0) return;
    if (depth === order.length) {
      let rows = 0;
      for (const r of right) rows += weights[r]!;
      for (const l of left) matches[l]! += rows;
      return;
    }
    if (left.length * right.length <= 4 * (left.length + right.length)) {
      compare(left, right, depth);
      return;
    }
    const ours = split(left, order[depth]!, slots[depth]!);
    const theirs = right === left ? ours : split(right, order[depth]!, slots[depth]!);
    const theirGroup = slots[depth]!;
    theirs.codes.forEach((code, g) => {
      theirGroup[code] = g + 1;
    });
    const pairs = ours.codes.map((code) => (theirGroup[code] ? theirs.groups[theirGroup[code]! - 1]! : null));
    for (const code of theirs.codes) theirGroup[code] = 0;
    ours.groups.forEach((group, g) => {
      if (pairs[g]) match(group, pairs[g], depth + 1);
    });
    match(ours.present, theirs.missing, depth + 1);
    match(ours.missing, right, depth + 1);
  }

  const everybody = Int32Array.from({ length: size }, (_, p) => p);
  match(everybody, everybody, 0);
  return matches;
}

/** A list by the value of a column; `slot` is zero before and after. */
function split(list: Int32Array, { codes }: Codes, slot: Int32Array) {
  const found: number[] = [];
  let present = 0;
  for (const p of list) {
    const code = codes[p]!;
    if (code === 0) continue;
    if (slot[code]!++ === 0) found.push(code);
    present++;
  }
  const byValue = new Int32Array(present);
  const missing = new Int32Array(list.length - present);
  const ends = found.map(() => 0);
  let at = 0;
  found.forEach((code, g) => {
    const n = slot[code]!;
    slot[code] = at;
    at += n;
    ends[g] = at;
  });
  let lacking = 0;
  for (const p of list) {
    const code = codes[p]!;
    if (code === 0) missing[lacking++] = p;
    else byValue[slot[code]!++] = p;
  }
  for (const code of found) slot[code] = 0;
  const groups = ends.map((end, g) => byValue.subarray(g === 0 ? 0 : ends[g - 1]!, end));
  return { codes: found, groups, present: byValue, missing };
}

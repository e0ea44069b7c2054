/** The known key that a misspelt one most likely stands for: the same but for letter case, or at most two slips away. */
export function nearestKey(key: string, known: Iterable<string>): string | null {
  if (key.length > 60) return null;
  let best: { readonly name: string; readonly slips: number } | null = null;
  for (const name of known) {
    const slips = slipsBetween(key.toLowerCase(), name.toLowerCase());
    if (slips <= Math.min(2, name.length / 3) && (best === null || slips < best.slips)) best = { name, slips };
  }
  return best?.name ?? null;
}

/** Letters to put in, leave out, change, or swap with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : changed;
      row.push(Math.min(changed, swapped, last[j]! + 1, row[j - 1]! + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

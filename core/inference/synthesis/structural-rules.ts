/** What is so or not of each row: of the rows read, and of those being made. */
export interface Fact {
  readonly read: Uint8Array;
  readonly made: Uint8Array;
}

/** Where the fact holds, the level does not occur. */
export interface Rule {
  readonly made: Uint8Array;
  readonly level: number;
}

/** Nats of surprise if chance alone had kept the two apart: tens of thousands of pairs are looked at. */
const surely = 12;

/** Rows that are looked at, evenly spaced. */
const mostRows = 8192;

/**
 * Levels of a column that never occur where a fact holds, though by their share they would have to: no dose without a
 * drug, no slope of one measurement. A model learns such relations nearly; nearly is enough to tell made rows apart.
 *
 * @param codes level of each row read, NaN where it does not count.
 */
export function structuralRules(facts: readonly Fact[], codes: Float64Array, levels: number): Rule[] {
  const step = Math.max(1, Math.floor(codes.length / mostRows));
  const all = countsOf(codes, levels, step);
  const total = all.reduce((sum, n) => sum + n, 0);
  return facts.flatMap(({ read, made }) => {
    const within = countsOf(codes, levels, step, read);
    const n = within.reduce((sum, count) => sum + count, 0);
    return Array.from(within.keys())
      .filter((level) => within[level] === 0 && -n * Math.log1p(-all[level]! / (total + 1)) >= surely)
      .map((level) => ({ made, level }));
  });
}

function countsOf(codes: Float64Array, levels: number, step: number, where?: Uint8Array): Float64Array {
  const counts = new Float64Array(levels);
  for (let row = 0; row < codes.length; row += step) {
    if (!Number.isNaN(codes[row]!) && (!where || where[row] === 1)) counts[codes[row]!]! += 1;
  }
  return counts;
}

/** Chances of one row's levels without those that a rule forbids; where nothing would be left, as they are. */
export function allowedLevels(rules: readonly Rule[], chances: Float64Array, row: number): Float64Array {
  const allowed = chances.slice();
  for (const { made, level } of rules) if (made[row] === 1) allowed[level] = 0;
  const left = allowed.reduce((sum, p) => sum + p, 0);
  return left > 1e-6 ? allowed.map((p) => p / left) : chances;
}

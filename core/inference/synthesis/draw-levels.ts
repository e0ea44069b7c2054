import { fitConditional } from '../cells/conditional.ts';
import { expectCells } from '../cells/expectation.ts';
import { derivedSeed, randomOf } from '../random.ts';
import { evenLevels } from './even-levels.ts';
import { type Growing, withGaps } from './growing.ts';
import { allowedLevels, structuralRules } from './structural-rules.ts';

/** More rows of context make a column slower to read, hardly better. */
export const mostContext = 2048;

export interface LevelsAsked {
  /** Place of the column that the levels are of. */
  readonly place: number;
  /** Level of each row read; NaN where it does not count. */
  readonly codes: Float64Array;
  readonly levels: number;
  /** Places of the columns that may be read. */
  readonly features: readonly number[];
  readonly seed: number;
}

/** Draws one level a row from what the columns made so far lead one to expect; what never occurs is not made. */
export async function drawLevels(growing: Growing, wanted: LevelsAsked): Promise<Int32Array> {
  const { model, cells, facts, rows, context } = growing;
  const { place, codes, levels, features, seed } = wanted;
  const random = randomOf(seed);
  const out = new Int32Array(rows);
  if (levels === 1) return out;
  const shares = sharesOf(codes, levels);
  const rules = structuralRules(facts, codes, levels);
  if (features.length === 0) {
    return out.map((_, row) => levelAt(allowedLevels(rules, shares, row), random()));
  }
  const { name } = cells.columns[place]!;
  const conditional = await fitConditional(model, {
    cells: { ...cells, columns: cells.columns.with(place, { name, kind: 'number', values: codes }) },
    place,
    view: { kind: 'class', name, levels: Float64Array.from(shares.keys()), shares },
    features,
    rows: Int32Array.from(codes.keys()).filter((row) => !Number.isNaN(codes[row]!)),
    most: mostContext,
    seed: derivedSeed(seed, 1),
  });
  const asked = withGaps(growing.values);
  await expectCells(model, conditional, asked, Int32Array.from(out.keys()), context, (expected, part) => {
    if (expected.kind === 'number') return;
    const { probabilities } = expected;
    const at = evenLevels(
      Float64Array.from(part, (_, i) => probabilities[(i + 1) * levels - 1]!),
      random,
    );
    for (const [i, row] of part.entries()) {
      const chances = probabilities.subarray(i * levels, (i + 1) * levels);
      out[row] = levelAt(allowedLevels(rules, chances, row), at[i]!);
    }
  });
  return out;
}

function sharesOf(codes: Float64Array, levels: number): Float64Array {
  const counts = new Float64Array(levels);
  for (const code of codes) if (!Number.isNaN(code)) counts[code]! += 1;
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.map((n) => n / total);
}

function levelAt(chances: Float64Array, share: number): number {
  let below = 0;
  for (const [code, chance] of chances.entries()) {
    below += chance;
    if (share < below) return code;
  }
  return chances.length - 1;
}

import type { JobContext } from '../../../contract/context.ts';
import { derivedSeed, randomOf } from '../random.ts';
import type { LoadedModel } from '../session.ts';
import type { Cells } from './conditional.ts';
import { drawnValue, expectCells } from './expectation.ts';
import { eachGappyColumn } from './fill-cells.ts';
import type { Gaps } from './gaps.ts';

/**
 * Filled tables for multiple imputation: in each, one column after another is drawn from what is expected of it given the
 * known cells and those drawn before, so that the cells of one row fit together (Rubin, 1987; sequential regression
 * after Raghunathan et al., 2001, Survey Methodology 27:85-95). `put` gets every value drawn.
 */
export async function drawCells(
  model: LoadedModel,
  cells: Cells,
  gaps: readonly Gaps[],
  draws: number,
  seed: number,
  context: JobContext,
  put: (draw: number, gap: Gaps, at: number, value: number) => void,
): Promise<void> {
  const inside: JobContext = { signal: context.signal, progress: () => {} };
  const start = cells.columns.map(({ values }) => values);
  const filled = Array.from({ length: draws }, () => ({ values: [...start], completed: [...cells.completed] }));
  await eachGappyColumn(model, cells, gaps, seed, context, async (conditional, gap) => {
    for (let draw = 0; draw < draws; draw++) {
      const random = randomOf(derivedSeed(seed, draw, gap.place));
      const values = start[gap.place]!.slice();
      await expectCells(model, conditional, filled[draw]!, gap.rows, inside, (expected, part, from) => {
        part.forEach((row, i) => {
          const value = drawnValue(expected, i, random);
          values[row] = value;
          put(draw, gap, from + i, value);
        });
      });
      filled[draw]!.values[gap.place] = values;
      filled[draw]!.completed[gap.place] = values;
    }
  });
}

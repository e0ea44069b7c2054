import { expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { openModelFolder } from '../model-folder.ts';
import { randomOf } from '../random.ts';
import { loadModel } from '../session.ts';
import { shippedModel } from '../testing/shipped-model.ts';
import { viewOf } from './column-view.ts';
import { fitConditional } from './conditional.ts';
import { expectCells, quantileAt } from './expectation.ts';

it('a number of which the others tell nothing is expected as widely as it varies', async () => {
  const model = await loadModel(await openModelFolder(shippedModel), 1);
  const random = randomOf(5);
  const draw = (value: () => number) => Float64Array.from({ length: 300 }, value);
  const columns = [draw(() => Number(random() < 0.3)), draw(() => random() + random() + random())].map((values, i) => ({
    name: `c${i}`,
    kind: 'number' as const,
    values,
  }));
  const all = Int32Array.from({ length: 300 }, (_, row) => row);
  const [read, asked] = [all.filter((row) => row < 200), all.filter((row) => row >= 200)];
  const values = columns.map((column) => column.values);
  const conditional = await fitConditional(model, {
    cells: { columns, completed: values },
    place: 1,
    view: viewOf(columns[1]!, read)!,
    features: [0],
    rows: read,
    most: 2048,
    seed: 1,
  });
  let inside = 0;
  await expectCells(model, conditional, { values, completed: values }, asked, quiet, (expected, rows) => {
    if (expected.kind !== 'number') return;
    for (const [i, row] of rows.entries()) {
      const [low, high] = [quantileAt(expected, i, 0.1), quantileAt(expected, i, 0.9)];
      if (values[1]![row]! >= low && values[1]![row]! <= high) inside++;
    }
  });
  await model.dispose();
  // 80 of 100 rows, and four standard errors on either side.
  expect(inside).toBeGreaterThan(64);
  expect(inside).toBeLessThan(96);
});

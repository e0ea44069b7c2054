import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openModelFolder } from './model-folder.ts';
import { readContext, readRows } from './read-context.ts';
import { loadModel } from './session.ts';
import { shippedModel } from './testing/shipped-model.ts';

const dir = shippedModel;
const model = await loadModel(await openModelFolder(dir), 1);
afterAll(() => model.dispose());

async function tensor(name: string): Promise<Float32Array> {
  const bytes = await readFile(join(dir, 'parity', `${name}.bin`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe('parity with the code that trained the model', () => {
  it('gives its logits within 1e-4: 80 context rows, 33 queries, 11 features', async () => {
    const context = { data: await tensor('x_ctx'), rows: 80, features: 11 };
    const keys = await model.fit(context, await tensor('y_ctx'), false);
    const logits = await model.predict({ data: await tensor('x_qry'), rows: 33, features: 11 }, false, keys);
    expect(furthest(logits.classes, await tensor('cls_logits'))).toBeLessThan(1e-4);
    expect(furthest(logits.bars, await tensor('bar_logits'))).toBeLessThan(1e-4);
    expect(furthest(logits.embedding!, await tensor('row_emb'))).toBeLessThan(1e-4);
  });

  it('gives its cells within 1e-5: skewed, tied, constant, missing and out-of-range values, and their linear score', async () => {
    const fixture = JSON.parse(await readFile(join(dir, 'parity', 'featurise.json'), 'utf8')) as {
      context: number;
      columns: (number | null)[][];
      y: number[];
      cells: number[];
    };
    const columns = fixture.columns.map((values) => Float64Array.from(values, (value) => value ?? Number.NaN));
    const rows = Int32Array.from(columns[0]!.keys());
    const outcome = { values: Float64Array.from(fixture.y), classes: 0 };
    const { eyes, cells } = readContext(columns, rows.subarray(0, fixture.context), outcome);
    const asked = readRows(eyes, columns, rows.subarray(fixture.context));
    expect(furthest([...cells.data, ...asked.data], fixture.cells)).toBeLessThan(1e-5);
  });
});

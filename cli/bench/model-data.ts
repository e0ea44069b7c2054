import { randomOf } from '../../core/inference/random.ts';
import type { ModelTable, ModelTarget } from '../../core/inference/table.ts';

export interface BenchTable {
  readonly table: ModelTable;
  readonly target: ModelTarget;
}

/**
 * A made-up table: correlated numbers, some skewed; the risk follows six of them, one by its square, two together. The
 * same for the same seed.
 */
export function benchTable(rows: number, features: number, seed: number): BenchTable {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = Array.from({ length: features }, () => new Float64Array(rows));
  const y = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const common = normal();
    const z = columns.map(() => 0.6 * common + 0.8 * normal());
    columns.forEach((values, f) => {
      values[row] = f % 3 === 2 ? Math.exp(z[f]!) : z[f]!;
    });
    const risk = z[0]! - 0.8 * z[1]! + 0.7 * z[2]! + 0.8 * z[3]! ** 2 + 0.9 * z[4]! * z[5]! - 1.6;
    y[row] = random() < 1 / (1 + Math.exp(-risk)) ? 1 : 0;
  }
  return {
    table: { rows, columns: columns.map((values, f) => ({ name: `x${f}`, kind: 'number' as const, values })) },
    target: { name: 'y', kind: 'class', values: y, classes: ['no', 'yes'] },
  };
}

/** The table row by row with the outcome last, as the peer reads it. */
export function rowMajor({ table, target }: BenchTable): Float64Array {
  const width = table.columns.length + 1;
  const out = new Float64Array(table.rows * width);
  [...table.columns.map(({ values }) => values), target.values].forEach((values, column) => {
    values.forEach((value, row) => {
      out[row * width + column] = value;
    });
  });
  return out;
}

export function partOf({ table, target }: BenchTable, from: number, to: number): BenchTable {
  return {
    table: { rows: to - from, columns: table.columns.map((c) => ({ ...c, values: c.values.slice(from, to) })) },
    target: { ...target, values: target.values.slice(from, to) },
  };
}

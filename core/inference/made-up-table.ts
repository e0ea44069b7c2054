import { randomOf } from './random.ts';
import type { ModelTable, ModelTarget } from './table.ts';

/** A made-up table for tests: one telling number, one telling category, noise with gaps; `y` follows the first two. */
export function madeUpTable(
  rows: number,
  seed: number,
): { table: ModelTable; outcome: ModelTarget; amount: ModelTarget } {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draw = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row));
  const marker = draw(() => 100 + 15 * normal());
  const stage = draw(() => Math.floor(random() * 3));
  const noise = draw(() => (random() < 0.2 ? Number.NaN : random()));
  const risk = draw((row) => (marker[row]! - 100) / 15 + (stage[row] === 2 ? 1.5 : 0) + 0.7 * normal());
  return {
    table: {
      rows,
      columns: [
        { name: 'marker', kind: 'number', values: marker },
        { name: 'stage', kind: 'category', values: stage, categories: ['I', 'II', 'III'] },
        { name: 'noise', kind: 'number', values: noise },
      ],
    },
    outcome: { name: 'y', kind: 'class', values: risk.map((r) => (r > 0.8 ? 1 : 0)), classes: ['alive', 'dead'] },
    amount: { name: 'cost', kind: 'number', values: risk.map((r) => 5000 + 900 * r) },
  };
}

import { expect, it } from 'vitest';
import { distinctRows, forEveryRow } from './distinct-rows.ts';

it('finds rows with the very same cells, missing ones too, whatever else is near', () => {
  const columns = [
    Float64Array.of(1, 2, 1, Number.NaN, Number.NaN, 1, 0, -0),
    Float64Array.of(5, 5, 5, 1, 1, 5 + 1e-12, 3, 3),
  ];
  const { rows, place } = distinctRows(columns, Int32Array.of(7, 6, 5, 4, 3, 2, 1, 0, 2));
  expect([...rows]).toEqual([7, 6, 5, 4, 2, 1]);
  expect([...place]).toEqual([0, 1, 2, 3, 3, 4, 5, 4, 4]);
  const answers = forEveryRow(
    Float64Array.from(rows.keys(), (i) => 10 * i),
    1,
    place,
  );
  expect([...answers]).toEqual([0, 10, 20, 30, 30, 40, 50, 40, 40]);
  expect([...forEveryRow(Float32Array.of(1, 2, 3, 4), 2, Int32Array.of(1, 0, 1))]).toEqual([3, 4, 1, 2, 3, 4]);
});

it('tells many rows apart as a plain comparison does', () => {
  const columns = [
    Float64Array.from({ length: 5000 }, (_, i) => i % 70),
    Float64Array.from({ length: 5000 }, (_, i) => (i % 90) / 7),
  ];
  const { rows, place } = distinctRows(
    columns,
    Int32Array.from({ length: 5000 }, (_, i) => i),
  );
  expect(rows).toHaveLength(630);
  expect(Array.from(place).every((at, row) => columns.every((values) => values[rows[at]!] === values[row]))).toBe(true);
});

import { expect, it } from 'vitest';
import { outlookOf } from './model-prepare.ts';

const rows = 40;
const nothing = Number.NaN;
const number = (name: string, value: (row: number) => number) => ({
  name,
  kind: 'number' as const,
  values: Float64Array.from({ length: rows }, (_, row) => value(row)),
});
const columns = [
  number('age', (row) => row % 7),
  number('died', (row) => (row < 20 ? 1 : 0)),
  number('cause', (row) => (row < 20 ? row % 3 : nothing)),
  number('site', () => 4),
  number('lost', () => nothing),
];
const looked = outlookOf(
  {
    read: {
      table: { rows, columns, groups: Float64Array.from({ length: rows }, (_, row) => row >> 1) },
      target: {
        ...number('y', (row) => (row === 39 ? nothing : row < 20 ? 1 : 0)),
        kind: 'class',
        classes: ['no', 'yes'],
      },
      notices: [],
    },
    preparation: { rows, columns: [{ name: 'age', label: 'Age at entry', missing: 0 }], notices: [] },
  },
  'death',
);

it('says of each column what to doubt', () => {
  expect(Object.fromEntries(looked.columns.map(({ name, doubts }) => [name, doubts]))).toEqual({
    age: [],
    died: ['near-copy'],
    cause: ['gaps-tell', 'mostly-missing'],
    site: ['constant'],
    lost: ['all-missing'],
  });
  expect(looked.columns[0]).toMatchObject({ label: 'Age at entry', missing: 0 });
});

it('counts persons, known targets and classes', () => {
  expect(looked.persons).toBe(20);
  expect(looked.target).toEqual({
    name: 'death',
    known: 39,
    classes: [
      { name: 'no', rows: 19 },
      { name: 'yes', rows: 20 },
    ],
  });
});

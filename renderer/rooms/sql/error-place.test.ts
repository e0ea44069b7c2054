import { expect, it } from 'vitest';
import { errorPlace, withoutExcerpt } from './error-place.ts';

const word = (message: string, sql: string) => {
  const place = errorPlace(message, sql);
  return place && sql.slice(place.from, place.to);
};

it('finds the word that the caret points at', () => {
  const sql = 'SELECT persn_id FROM person';
  const message = `Binder Error: Referenced column "persn_id" not found\n\nLINE 1: SELECT persn_id FROM person\n               ^`;
  expect(word(message, sql)).toBe('persn_id');
  expect(withoutExcerpt(message)).toBe('Binder Error: Referenced column "persn_id" not found');
});

it('finds it on a later line', () => {
  const sql = 'SELECT *\nFROM persn\nLIMIT 5';
  const message = 'Catalog Error: Table with name persn does not exist!\n\nLINE 2: FROM persn\n             ^';
  expect(word(message, sql)).toBe('persn');
});

it('finds it in an excerpt that DuckDB shortened', () => {
  const sql = `SELECT ${'a'.repeat(80)}, wrong FROM person WHERE ${'b'.repeat(80)}`;
  const shown = sql.slice(60, 120);
  const caret = sql.indexOf('wrong') - 60;
  const message = `Binder Error: no\n\nLINE 1: ...${shown}...\n${' '.repeat(8 + 3 + caret)}^`;
  expect(word(message, sql)).toBe('wrong');
});

it('marks nothing where there is no caret, or one outside the statement', () => {
  expect(errorPlace('The function read_csv() is not on the list.', 'SELECT 1')).toBeNull();
  expect(errorPlace('x\nLINE 9: SELECT\n        ^', 'SELECT 1')).toBeNull();
});

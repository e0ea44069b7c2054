import { describe, expect, test } from 'vitest';
import { duckdb } from './dialect-duckdb.ts';
import { spark } from './dialect-spark.ts';
import { comment } from './statement.ts';

describe('what leaves no literal, identifier or comment', () => {
  test.each([
    ["it's", "'it''s'", "'it\\'s'"],
    ["\\' OR 1=1 --", "'\\'' OR 1=1 --'", "'\\\\\\' OR 1=1 --'"],
    ['$' + '{spark.master}', `'$${'{spark.master}'}'`, `'$\\${'{spark.master}'}'`],
    ['a\0b', "'ab'", "'ab'"],
    ['a\nb', "('a' || chr(10) || 'b')", "'a\\nb'"],
  ])('the text %s', (text, onDuckdb, onSpark) => {
    expect(duckdb.text(text)).toBe(onDuckdb);
    expect(spark.text(text)).toBe(onSpark);
  });

  test('names', () => {
    expect([duckdb.identifier('omop'), spark.identifier('omop')]).toEqual(['omop', 'omop']);
    expect(duckdb.identifier('My "CDM"')).toBe('"My ""CDM"""');
    expect(spark.identifier('My `CDM`')).toBe('`My ``CDM```');
  });

  test('a comment ends at the end of its line, and Spark has nothing to fill in', () => {
    expect(comment(`a rule \\\\\nanother $${'{x}'}`)).toBe('-- a rule \n-- another $ {x}');
  });
});

describe('the same question in both', () => {
  test('days are added and counted', () => {
    expect([duckdb.addDays('d', -3), spark.addDays('d', -3)]).toEqual(['d - 3', 'date_add(d, -3)']);
    expect([duckdb.addDays('d', 0), spark.addDays('d', 0)]).toEqual(['d', 'd']);
    expect(spark.addDays('d', 2_147_483_647)).toBe('date_add(d, 1000000)');
    expect([duckdb.daysBetween('a', 'b'), spark.daysBetween('a', 'b')]).toEqual(['b - a', 'datediff(b, a)']);
  });

  test('a backslash in a pattern stands for itself', () => {
    expect(duckdb.like('x', 'a\\%', true)).toBe("x NOT LIKE 'a\\%'");
    expect(spark.like('x', 'a\\%', false)).toBe("x LIKE 'a\\\\\\\\%'");
  });
});

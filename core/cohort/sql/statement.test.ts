import { describe, expect, test } from 'vitest';
import { createSteps, oneLine } from './statement.ts';

describe('steps of a statement', () => {
  test('the same body is one step, and what is read twice is materialised', () => {
    const steps = createSteps(' MATERIALIZED');
    const a = steps.add({ name: 'a', note: 'one', body: 'SELECT 1 AS x' });
    const again = steps.add({ name: 'b', note: 'two', body: 'SELECT 1 AS x' });
    const other = steps.add({ name: 'a', note: 'three', body: `SELECT x FROM ${a}` });
    expect([a, again, other]).toEqual(['a', 'a', 'a_2']);
    expect(steps.with('SELECT * FROM a JOIN a_2 USING (x)')).toBe(
      [
        'WITH',
        '-- one',
        'a AS MATERIALIZED (',
        '  SELECT 1 AS x',
        '),',
        '',
        '-- three',
        'a_2 AS (',
        '  SELECT x FROM a',
        ')',
        '',
        'SELECT * FROM a JOIN a_2 USING (x)',
      ].join('\n'),
    );
  });

  test('a name with line breaks stays inside its comment', () => {
    expect(oneLine('a\r\nDROP TABLE person;\u2028--')).toBe('a DROP TABLE person; --');
    expect(oneLine('x'.repeat(500)).length).toBe(120);
  });
});

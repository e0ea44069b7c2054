import { describe, expect, it } from 'vitest';
import type { ParamField } from '../../../contract/analysis.ts';
import { missingFields, onlyKnown, paramsOf } from './param-values.ts';

const named = (key: string, optional = true) => ({ key, label: key, help: '', optional });
const fields: readonly ParamField[] = [
  { kind: 'column', ...named('time', false) },
  { kind: 'columns', ...named('variables') },
  { kind: 'number', ...named('days'), unit: 'days', initial: 365 },
  { kind: 'choice', ...named('scale'), options: [{ value: 'log', label: 'Log' }], initial: 'log' },
  { kind: 'cohort', ...named('outcome') },
];

describe('parameters', () => {
  it('begin with the initial values, and leave out what is empty', () => {
    expect(paramsOf(fields, {})).toEqual({ days: 365, scale: 'log' });
    expect(paramsOf(fields, { days: null, time: 't', variables: [], outcome: 'death' })).toEqual({
      scale: 'log',
      time: 't',
      outcome: 'death',
    });
  });

  it('name the fields that must be filled in', () => {
    expect(missingFields(fields, {})).toEqual(['time']);
    expect(missingFields(fields, { time: 't' })).toEqual([]);
  });

  it('forget columns and cohorts that are not there any more, and nothing else', () => {
    const values = { time: 'gone', variables: ['a', 'gone'], days: 30, scale: 'log', outcome: 'gone' };
    expect(onlyKnown(fields, values, { columns: ['a'], cohorts: ['death'] })).toEqual({
      variables: ['a'],
      days: 30,
      scale: 'log',
    });
  });
});

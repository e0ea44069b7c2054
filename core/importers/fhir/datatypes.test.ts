import { expect, it } from 'vitest';
import { coded, preferred } from './coding.ts';
import { days } from './dosage.ts';
import { findingValue } from './finding.ts';
import { moment } from './moment.ts';
import { keyOf } from './reference.ts';

it.each([
  ['2020-02-29', '2020-02-29', null],
  ['2020-02', '2020-02-01', null],
  ['2020', '2020-01-01', null],
  ['2020-12-31T23:30:00-05:00', '2020-12-31', '2020-12-31 23:30:00'],
  ['2020-12-31T23:30:00.123Z', '2020-12-31', '2020-12-31 23:30:00'],
])('%s is a time', (written, date, datetime) => {
  expect(moment(written)).toMatchObject({ date, datetime });
});

it.each(['2019-02-29', '2020-13-01', '31/12/2020', '2020-1-1', '', '2020-01-01T25:00:00Z', '0000-01-01'])(
  '“%s” is none',
  (written) => expect(moment(written)).toBeNull(),
);

it.each([
  ['Patient/1', 'Patient/1'],
  ['https://ehr.example/fhir/r4/Patient/1', 'Patient/1'],
  ['Patient/1/_history/3', 'Patient/1'],
  ['urn:uuid:1', 'Patient/1'],
  ['Patient?identifier=urn:x|7', 'Patient?urn:x|7'],
  ['Group/1', null],
  ['#p', null],
  ['Patient', null],
])('a reference %s means %s', (reference, key) => {
  expect(keyOf({ reference }, 'Patient')).toBe(key);
});

it('a reference by an identifier alone means who has it', () => {
  expect(keyOf({ identifier: { system: 'urn:x', value: '7' } }, 'Patient')).toBe('Patient?urn:x|7');
  expect(keyOf({ type: 'Group', identifier: { value: '7' } }, 'Patient')).toBeNull();
});

it('of several codings the preferred system is kept, and text where there is no code', () => {
  const concept = {
    coding: [
      { system: 'urn:own', code: 'a' },
      { system: 'http://snomed.info/sct', code: 'b' },
    ],
    text: 'c',
  };
  expect(coded(concept, preferred.condition)).toEqual({ system: 'http://snomed.info/sct', code: 'b', display: 'c' });
  expect(coded({ text: 'c' })).toEqual({ system: '', code: null, display: 'c' });
  expect(coded({ coding: [{ display: 'no code' }] })).toBeNull();
});

it('reads every form of a value', () => {
  expect(findingValue({ valueInteger: 3 })).toEqual({ isNumber: true, cells: { value_number: 3 } });
  expect(findingValue({ valueString: 'x' })?.cells).toEqual({ value_text: 'x' });
  expect(findingValue({ valueRange: { low: { value: 1, unit: 'g' }, high: { value: 2 } } })?.cells).toMatchObject({
    value_text: '1-2',
    unit: 'g',
  });
  expect(findingValue({ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } })?.cells).toEqual({
    value_text: '1:128',
  });
  expect(findingValue({ valueDateTime: '2020-01' })?.cells).toEqual({ value_text: '2020-01-01' });
  expect(findingValue({ dataAbsentReason: {} })).toBeNull();
});

it('counts days of a supply, and knows none of another unit', () => {
  expect(days({ s: { value: 2, code: 'wk' } }, 's')).toBe(14);
  expect(days({ s: { value: 2, unit: 'tablets' } }, 's')).toBeNull();
});

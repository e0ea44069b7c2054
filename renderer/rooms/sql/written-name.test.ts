import { expect, it } from 'vitest';
import { writtenName } from './written-name.ts';

it.each([
  ['person_id', 'person_id'],
  ['LOS', 'LOS'],
  ['CRP [mg/l], first', '"CRP [mg/l], first"'],
  ['drug at "baseline"', '"drug at ""baseline"""'],
  ['Select', '"Select"'],
  ['30-Tage', '"30-Tage"'],
  ['größe', '"größe"'],
])('%s is written %s', (name, written) => {
  expect(writtenName(name)).toBe(written);
});

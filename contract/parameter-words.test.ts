import { expect, it } from 'vitest';
import { parameterWords } from './parameter-words.ts';

it('says parameters in words, and leaves what is too deep for them to whoever shows it', () => {
  const params = {
    horizonDays: 1826,
    outcome: { cohort: 'Death', fromDay: 1, toDay: 1095 },
    covariates: ['age', 'sex'],
    drivers: true,
    treatment: null,
    by: undefined,
    features: { windows: [{ name: 'year' }] },
  };
  expect(parameterWords(params).map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'Horizon days: 1826',
    'Outcome: cohort Death, from day 1, to day 1095',
    'Covariates: age, sex',
    'Drivers: yes',
    'Treatment: none',
    'Features: null',
  ]);
});

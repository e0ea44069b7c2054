import type { ValuePattern } from '../category.ts';
import { digitsOf, isOneDigit } from '../checksum/digits.ts';

/** RE2: what a value must hold before a number with a check digit is looked for in it: five digits, near one another. */
const someDigits = '[0-9](?:[^0-9]{0,3}[0-9]){4}';

/** RE2: the same for forms of letters and few digits. */
export const lettersAndDigits = '[A-ZÄÖÜ].{0,3}[0-9]|[0-9].{0,1}[A-Z]';

/** Whoever asks for another filter than five digits has a form of fewer. */
const fewIf = (prefilter: string): Pick<ValuePattern, 'prefilter' | 'fewDigits'> =>
  prefilter === someDigits ? { prefilter } : { prefilter, fewDigits: true };

/** A form that stands alone: no letter, digit or hyphen before or after it, and no decimals after it. */
export const alone = (form: string): RegExp => new RegExp(`(?<![\\w.-])(?:${form})(?![\\w-]|\\.\\d)`, 'gi');

/**
 * A number whose check digit fits by chance once in `1 / chance` (ten by default): proof by the share of a column that
 * fits, or by a telling word beside it.
 */
export function checked(
  label: string,
  form: string,
  isValid: (candidate: string) => boolean,
  context: RegExp,
  chance = 0.1,
  prefilter = someDigits,
): ValuePattern {
  const isNumber = (text: string) => isValid(text) && (/\p{L}/u.test(text) || !isOneDigit(digitsOf(text)));
  return { label, proof: 'checksum', ...fewIf(prefilter), find: alone(form), isValid: isNumber, context, chance };
}

/** A form so narrow, with its date or check, that one value is enough. */
export function formed(
  label: string,
  prefilter: string,
  form: string,
  isValid: (candidate: string) => boolean,
): ValuePattern {
  return { label, proof: 'form', prefilter, find: alone(form), isValid };
}

/** A form without a check, which counts only under a telling column name or beside a telling word. */
export function hinted(
  label: string,
  form: string,
  context: RegExp,
  isValid: (candidate: string) => boolean = () => true,
  prefilter = someDigits,
): ValuePattern {
  return { label, proof: 'weak', ...fewIf(prefilter), find: alone(form), isValid, context };
}

const valued = '[\\s.:#=-]{0,4}';

/**
 * A number that says in words what it is: “MRN: 1234567”. `called` are the words, `number` what follows them; both
 * without regard to case. One is enough.
 */
export function told(
  label: string,
  prefilter: string,
  called: string,
  number: string,
  few: Pick<ValuePattern, 'fewDigits'> = {},
): ValuePattern {
  const find = new RegExp(`(?<![\\p{L}\\p{N}])(?:${called})${valued}(?:${number})(?![\\p{L}\\p{N}])`, 'giu');
  return { label, proof: 'form', ...few, prefilter, find, isValid: (text) => /\d/.test(text) };
}

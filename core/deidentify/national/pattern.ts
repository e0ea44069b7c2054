import type { ValuePattern } from '../category.ts';
import { digitsOf, isOneDigit } from '../checksum/digits.ts';

/** RE2: what a value must hold before a number with a check digit is looked for in it: five digits, near one another. */
export const someDigits = '[0-9](?:[^0-9]{0,3}[0-9]){4}';

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
): ValuePattern {
  const isNumber = (text: string) => isValid(text) && (/\p{L}/u.test(text) || !isOneDigit(digitsOf(text)));
  return { label, proof: 'checksum', prefilter: someDigits, find: alone(form), isValid: isNumber, context, chance };
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
): ValuePattern {
  return { label, proof: 'weak', prefilter: someDigits, find: alone(form), isValid, context };
}

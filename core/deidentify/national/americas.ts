import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { checked, formed, hinted } from './pattern.ts';

/** Canada: nine digits with a Luhn digit; 0 and 8 are not given to persons. */
const isSin = (text: string): boolean => luhn(digitsOf(text)) && !isOneDigit(digitsOf(text));

const descending = (from: number, length: number): number[] => Array.from({ length }, (_, i) => from - i);
const elevens = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11));

/** Brazil: two check digits modulo 11 over nine digits. */
export function isCpf(text: string): boolean {
  const digits = digitsOf(text);
  const first = elevens(weightedSum(digits, descending(10, 9)));
  const second = elevens(weightedSum(digits, descending(11, 10)));
  return first === Number(digits[9]) && second === Number(digits[10]) && !isOneDigit(digits);
}

/** Chile: weights 2 to 7 from the right, modulo 11; 10 is written K. */
export function isRut(text: string): boolean {
  const compact = text.replace(/[.-]/g, '').toUpperCase();
  const sum = [...compact.slice(0, -1)].reverse().reduce((total, d, i) => total + Number(d) * (2 + (i % 6)), 0);
  return '0K987654321'[sum % 11] === compact.at(-1);
}

const curpValues = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** Mexico: letters of the name, day of birth, sex, state; weights 18 to 2, modulo 10. */
export function isCurp(text: string): boolean {
  const upper = text.toUpperCase();
  const sum = [...upper.slice(0, 17)].reduce((total, c, i) => total + curpValues.indexOf(c) * (18 - i), 0);
  const isBorn = isDay(part(upper, 4, 6), part(upper, 6, 8), part(upper, 8, 10));
  return isBorn && (10 - (sum % 10)) % 10 === Number(upper[17]);
}

/** Argentina: a prefix of the holder's kind, weights 5 4 3 2 7 6 5 4 3 2, modulo 11. */
export function isCuit(text: string): boolean {
  const digits = digitsOf(text);
  const check = 11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check) === Number(digits[10]);
}

const isOntario = (text: string): boolean => luhn(digitsOf(text)) && !isOneDigit(digitsOf(text));

export const americanHealth = [
  checked(
    'health card (Ontario)',
    '[1-9]\\d{3}([ -]?)\\d{3}\\1\\d{3}(?:[ -]?[A-Z]{2})?',
    isOntario,
    words('ohip', 'ontario_health\\w*', 'health_?card\\w*', 'hcn'),
  ),
];

export const americanNumbers = [
  checked(
    'social insurance number (Canada)',
    '[1-79]\\d{2}([ -]?)\\d{3}\\1\\d{3}',
    isSin,
    words('sin', 'nas', 'social_insurance\\w*'),
  ),
  formed(
    'taxpayer number (Brazil)',
    '[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}',
    '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}',
    isCpf,
  ),
  checked('taxpayer number (Brazil)', '\\d{11}', isCpf, words('cpf'), 0.01),
  checked('RUT (Chile)', '\\d{1,2}\\.\\d{3}\\.\\d{3}-[0-9K]|\\d{7,8}-[0-9K]', isRut, words('rut', 'run'), 0.1),
  formed(
    'population register code (Mexico)',
    '[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]',
    '[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d',
    isCurp,
  ),
  checked('taxpayer number (Argentina)', '(?:20|23|24|27|30|33|34)-?\\d{8}-?\\d', isCuit, words('cuit', 'cuil'), 0.05),
  hinted('passport (United States)', '[A-Z]?\\d{8,9}', words('passport\\w*', 'travel_document')),
];

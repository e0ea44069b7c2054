import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { isSnomedLike, verhoeff } from '../checksum/verhoeff.ts';
import { checked } from './pattern.ts';

/** Australia: eight digits with weights 1 3 7 9, modulo 10, then the number of the card. */
export function isMedicare(text: string): boolean {
  const digits = digitsOf(text);
  return weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]) && digits[9] !== '0';
}

/** Australian Business Number: one less in front, weights 10 1 3 … 19, modulo 89. */
export function isAbn(text: string): boolean {
  const digits = digitsOf(text);
  return (weightedSum(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0;
}

/** Australian Company Number: weights 8 to 1, modulo 10. */
export function isAcn(text: string): boolean {
  const digits = digitsOf(text);
  return (10 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(digits[8]) && !isOneDigit(digits);
}

/** Tax File Number: weights 1 4 3 7 5 8 6 9 10, modulo 11. */
export const isTfn = (text: string): boolean =>
  weightedSum(digitsOf(text), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !isOneDigit(digitsOf(text));

const nhiLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** New Zealand's health index, HISO 10046: weights 7 to 2; old form modulo 11, new form modulo 23 as a letter. */
export function isNhi(text: string): boolean {
  const upper = text.toUpperCase();
  const value = (char: string): number => (/\d/.test(char) ? Number(char) : nhiLetters.indexOf(char) + 1);
  const sum = [...upper.slice(0, 6)].reduce((total, char, i) => total + value(char) * (7 - i), 0);
  if (/\d$/.test(upper)) return sum % 11 !== 0 && (11 - (sum % 11)) % 10 === Number(upper[6]);
  return nhiLetters[22 - (sum % 23)] === upper[6];
}

/** South Africa: a day of birth, sex, citizen, resident or refugee, a Luhn digit. */
export const isSouthAfrican = (text: string): boolean =>
  isDay(part(text, 0, 2), part(text, 2, 4), part(text, 4, 6)) && /[0-2]/.test(text[10]!) && luhn(text);

const isNigerian = (text: string): boolean => verhoeff(text) && !isSnomedLike(text) && !isOneDigit(text);

export const oceaniaRecords = [
  checked(
    'health index number (New Zealand)',
    '[A-HJ-NP-Z]{3}(?:\\d{4}|\\d{2}[A-HJ-NP-Z]{2})',
    isNhi,
    words('nhi', 'nhi_?\\w*'),
  ),
];

export const oceaniaHealth = [
  checked(
    'Medicare number (Australia)',
    '[2-6]\\d{3}([ -]?)\\d{5}\\1\\d(?:[ -/]?\\d)?',
    isMedicare,
    words('medicare\\w*'),
  ),
];

export const oceaniaNumbers = [
  checked('business number (Australia)', '[1-9]\\d([ ]?)\\d{3}\\1\\d{3}\\1\\d{3}', isAbn, words('abn'), 1 / 89),
  checked('company number (Australia)', '\\d{3}([ ]?)\\d{3}\\1\\d{3}', isAcn, words('acn')),
  checked('tax file number (Australia)', '\\d{3}([ ]?)\\d{3}\\1\\d{3}', isTfn, words('tfn', 'tax_file\\w*')),
  checked(
    'identity number (South Africa)',
    '\\d{13}',
    isSouthAfrican,
    words('rsa_id\\w*', 'sa_id\\w*', 'za_id\\w*', 'refugee_id\\w*'),
    0.02,
  ),
  checked('identification number (Nigeria)', '[1-9]\\d{10}', isNigerian, words('nin', 'nigeria\\w*')),
];

import { words } from '../category.ts';
import { digitsOf, isDay, isMod1110, isOneDigit, part } from '../checksum/digits.ts';
import { checked, formed, hinted } from './pattern.ts';

const crossSum = (n: number): number => (n > 9 ? Math.floor(n / 10) + (n % 10) : n);
const place = (letter: string): string => String(letter.toUpperCase().charCodeAt(0) - 64).padStart(2, '0');

/** § 290 SGB V: the letter as two digits, weights 1 and 2 in turn, cross sums, modulo 10. */
export function isKvnr(text: string): boolean {
  const digits = place(text[0]!) + text.slice(1, 9);
  const sum = [...digits].reduce((total, digit, i) => total + crossSum(Number(digit) * (i % 2 ? 2 : 1)), 0);
  return sum % 10 === Number(text[9]) && !isOneDigit(text.slice(1));
}

/** VKVV § 2: area, day of birth, letter of the name, serial, check with weights 2 1 2 5 7 1 2 1 2 1 2 1. */
export function isPensionNumber(text: string): boolean {
  // Fifty is added to the day where the serials of a day ran out.
  const [day, month, year] = [part(text, 2, 4) % 50, part(text, 4, 6), part(text, 6, 8)];
  const digits = text.slice(0, 8) + place(text[8]!) + text.slice(9, 11);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = weights.reduce((total, weight, i) => total + crossSum(weight * Number(digits[i])), 0);
  return part(text, 0, 2) >= 2 && isDay(year, month, day) && sum % 10 === Number(text[11]);
}

/** ICAO 9303 weights 7 3 1 over eight places, letters from A = 10. */
export function isIdCard(text: string): boolean {
  const sum = [...text.slice(0, 8)].reduce((total, c, i) => total + Number.parseInt(c, 36) * [7, 3, 1][i % 3]!, 0);
  return sum % 10 === Number(text[8]) && /\d/.test(text.slice(1, 8));
}

/** § 139b AO: first digit not 0, no digit more than three times among the first ten, MOD 11,10. */
export function isTaxId(digits: string): boolean {
  const counts = [...'0123456789'].map((digit) => digits.slice(0, 10).split(digit).length - 1);
  return Math.max(...counts) <= 3 && isMod1110(digits);
}

const isLanr = (digits: string): boolean => {
  const sum = [4, 9, 4, 9, 4, 9].reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[6]);
};

export const germanHealth = [
  checked(
    'health insurance number (Germany)',
    '[A-Z]\\d{9}',
    isKvnr,
    words('kvnr', 'egk', 'krankenkasse', 'krankenversicherung\\w*', 'versichertennummer'),
  ),
];

export const germanLicences = [
  checked('physician number (Germany)', '\\d{9}', isLanr, words('lanr', 'arzt\\w*')),
  hinted('practice number (Germany)', '\\d{9}', words('bsnr', 'betriebsst\\p{L}+')),
  hinted('driving licence (Germany)', '[A-Z0-9]{2}\\d{8}[A-Z0-9]', words('f\\w*hrerschein\\w*', 'fuehrerschein\\w*')),
];

export const germanNumbers = [
  formed('pension insurance number (Germany)', '[0-9]{8}[A-Z][0-9]{3}', '\\d{8}[A-Z]\\d{3}', isPensionNumber),
  checked(
    'identity card or passport (Germany)',
    '[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{7}\\d',
    isIdCard,
    words('personalausweis\\w*', 'reisepass\\w*', 'ausweis\\w*', 'passport\\w*'),
  ),
  hinted('identity card (Germany)', 'T\\d{8}', words('personalausweis\\w*', 'ausweis\\w*')),
  checked('tax number (Germany)', '[1-9]\\d{10}', isTaxId, words('steuer\\w*', 'idnr', 'tin', 'tax\\w*')),
  checked(
    'VAT number (Germany)',
    'DE[ -]?[1-9]\\d{2}[ .-]?\\d{3}[ .-]?\\d{3}',
    (text) => isMod1110(digitsOf(text)),
    words('ust\\w*', 'vat', 'umsatzsteuer\\w*', 'rechnung'),
  ),
  hinted('tax number (Germany)', '\\d{2,3}/\\d{3,4}/\\d{4,5}|[01]\\d{12}', words('st_nr', 'steuernummer', 'steuer')),
  hinted(
    'trade register number (Germany)',
    'HR[AB] ?\\d{1,6}',
    words('handelsregister\\w*', 'hrb', 'hra'),
    undefined,
    'HR[AB] ?[0-9]',
  ),
];

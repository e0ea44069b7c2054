import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, mod11Check, part } from '../checksum/digits.ts';
import { checked, formed, hinted } from './pattern.ts';

/** NHS Data Dictionary: ten digits, weights 10 to 2, modulo 11; a check of 10 is never issued. */
export function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text);
  return !isOneDigit(digits) && mod11Check(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) === Number(digits[9]);
}

/** Scotland's Community Health Index: an NHS check over a day of birth (DDMMYY) and four digits. */
export const isChi = (text: string): boolean =>
  isDay(part(text, 4, 6), part(text, 2, 4), part(text, 0, 2)) && isNhsNumber(text);

/** DVLA: surname filled with 9s, birth decade, month (plus 50 for women), day, birth year, initials, check places. */
export function isDrivingLicence(text: string): boolean {
  const month = part(text, 6, 8) % 50;
  return part(text, 6, 8) <= 62 && isDay(0, month, part(text, 8, 10)) && /^[A-Z]+9*$/i.test(text.slice(0, 5));
}

/** HMRC NIM39110: no D F I Q U V in front, O not second, and some pairs never used. */
const nino = '(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]';

/** Irish PPS: seven digits with weights 8 to 2, a second letter with weight 9, modulo 23 as a letter. */
export function isPps(text: string): boolean {
  const value = (letter: string | undefined) => (letter ? 'WABCDEFGHIJKLMNOPQRSTUV'.indexOf(letter.toUpperCase()) : 0);
  const sum = [8, 7, 6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return (sum + 9 * value(text[8])) % 23 === value(text[7]);
}

export const britishRecords = [
  checked('NHS number', '\\d{10}|\\d{3}([ -])\\d{3}\\1\\d{4}', isNhsNumber, words('nhs', 'nhs_?\\w*', 'hsc', 'h_c')),
  checked('CHI number (Scotland)', '[0-3]\\d[01]\\d{7}', isChi, words('chi', 'chi_?\\w*')),
];

export const britishLicences = [
  formed(
    'driving licence (United Kingdom)',
    '[A-Z9]{5}[0-9]{6}[A-Z9]{2}[0-9A-Z]{3}',
    '[A-Z9]{5}\\d{6}[A-Z][A-Z9][A-Z0-9][A-Z]{2}',
    isDrivingLicence,
  ),
];

export const britishNumbers = [
  formed(
    'National Insurance number',
    '[A-Z]{2} [0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]',
    `${nino} \\d{2} \\d{2} \\d{2} [A-D]`,
    () => true,
  ),
  checked(
    'National Insurance number',
    `${nino} ?\\d{6} ?[A-D]`,
    () => true,
    words('nino', 'national_insurance\\w*', 'ni_?(?:no|number)'),
    0.02,
  ),
  checked('PPS number (Ireland)', '\\d{7}[A-W][A-IW]?', isPps, words('pps', 'ppsn', 'pps_?\\w*'), 1 / 23),
  hinted('passport (United Kingdom)', '[A-Z]{2}\\d{7}|\\d{9}', words('passport', 'passport_?\\w*')),
];

import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { isSnomedLike, verhoeff } from '../checksum/verhoeff.ts';
import { checked, formed, hinted } from './pattern.ts';

/** India: twelve digits, the first from 2 to 9, Verhoeff. */
export function isAadhaar(text: string): boolean {
  const digits = digitsOf(text);
  return verhoeff(digits) && !isSnomedLike(digits) && [...digits].reverse().join('') !== digits;
}

/** South Korea: a day of birth and a digit for century and sex. The check digit is random since October 2020. */
const isKorean = (text: string): boolean => {
  const digits = digitsOf(text);
  const century = [18, 19, 19, 20, 20, 19, 19, 20, 20, 18][Number(digits[6])]!;
  return isDay(century * 100 + part(digits, 0, 2), part(digits, 2, 4), part(digits, 4, 6));
};

export function isKoreanBusiness(text: string): boolean {
  const digits = digitsOf(text);
  const sum = weightedSum(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(digits[8]) * 5) / 10);
  return (10 - (sum % 10)) % 10 === Number(digits[9]);
}

/** China, GB 11643-1999: area, day of birth, serial; ISO/IEC 7064 MOD 11-2, 10 as X. */
export function isChinese(text: string): boolean {
  const sum = weightedSum(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  const isBorn = isDay(part(text, 6, 10), part(text, 10, 12), part(text, 12, 14));
  return isBorn && '10X98765432'[sum % 11] === text[17]!.toUpperCase();
}

/** Singapore: weights 2 7 6 5 4 3 2, an offset by series, and a letter from the series' own row. */
export function isNric(text: string): boolean {
  const upper = text.toUpperCase();
  const series = upper[0]!;
  const offset = { T: 4, G: 4, M: 3 }[series] ?? 0;
  const rest = (weightedSum(upper.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
  const row = 'ST'.includes(series) ? 'JZIHGFEDCBA' : series === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  return row[series === 'M' ? 10 - rest : rest] === upper[8];
}

/** Thailand: kind of person, province (10 to 96), weights 13 to 2, modulo 11. */
export function isThai(text: string): boolean {
  const sum = weightedSum(text, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  const province = part(text, 1, 3);
  return province >= 10 && province <= 96 && (11 - (sum % 11)) % 10 === Number(text[12]);
}

/** Taiwan: the letter as two digits, weights 1 9 8 … 1 and 1, modulo 10. */
export function isTaiwanese(text: string): boolean {
  const place = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(text[0]!.toUpperCase()) + 10;
  const sum = Math.floor(place / 10) + (place % 10) * 9 + weightedSum(text.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return sum % 10 === 0;
}

/** Hong Kong: one or two letters, six digits, a check in brackets; weights 9 to 1, modulo 11, 10 as A. */
export function isHongKong(text: string): boolean {
  const upper = text.replace(/[()]/g, '').toUpperCase().padStart(9, ' ');
  const value = (char: string): number => (char === ' ' ? 36 : Number.parseInt(char, 36));
  const sum = [...upper].reduce((total, char, i) => total + value(char) * (9 - i), 0);
  return sum % 11 === 0;
}

/** Japan's My Number: weights from the right 2 to 7 and 2 to 6, modulo 11; 0 and 1 give 0. */
export function isMyNumber(digits: string): boolean {
  const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === Number(digits[11]) && !isOneDigit(digits);
}

/** Israel: nine digits with a Luhn digit. */
const isIsraeli = (text: string): boolean => luhn(text) && !isOneDigit(text);

export const asianNumbers = [
  checked('Aadhaar number', '[2-9]\\d{3}([ -]?)\\d{4}\\1\\d{4}', isAadhaar, words('aadha\\w*', 'uid', 'uidai')),
  hinted(
    'PAN (India)',
    '[A-Z]{5}\\d{4}[A-Z]',
    words('pan', 'pan_?\\w*', 'permanent_account\\w*'),
    undefined,
    '[A-Z]{5}[0-9]{4}[A-Z]',
  ),
  formed(
    'GST number (India)',
    '[0-3][0-9][A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]',
    '(?:0[1-9]|[12]\\d|3[0-8])[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]',
    () => true,
  ),
  formed('resident registration number (South Korea)', '[0-9]{6}-[0-9]{7}', '\\d{6}-[1-8]\\d{6}', isKorean),
  checked('resident registration number (South Korea)', '\\d{6}[1-8]\\d{6}', isKorean, words('rrn', 'frn'), 0.03),
  checked('business number (South Korea)', '\\d{3}-?\\d{2}-?\\d{5}', isKoreanBusiness, words('brn', 'business_\\w+')),
  formed(
    'resident identity number (China)',
    '[1-8][0-9]{5}(?:18|19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9X]',
    '[1-8]\\d{5}(?:18|19|20)\\d{2}[01]\\d[0-3]\\d{4}[0-9X]',
    isChinese,
  ),
  hinted(
    'business number (Singapore)',
    '\\d{8,9}[A-Z]|[TSR]\\d{2}[A-Z]{2}\\d{4}[A-Z]',
    words('uen', 'uen_?\\w*', 'business_\\w+'),
  ),
  formed('identity number (Singapore)', '[STFGM][0-9]{7}[A-Z]', '[STFGM]\\d{7}[A-Z]', isNric),
  checked('identity number (Thailand)', '[1-8]\\d{12}', isThai, words('thai_id\\w*', 'thai', 'tnin')),
  checked('identity number (Taiwan)', '[A-Z][1289]\\d{8}', isTaiwanese, words('taiwan\\w*', 'roc_id')),
  checked('identity card (Hong Kong)', '[A-Z]{1,2}\\d{6}\\([0-9A]\\)', isHongKong, words('hkid', 'hong_kong\\w*')),
  checked('My Number (Japan)', '\\d{4}([ -]?)\\d{4}\\1\\d{4}', isMyNumber, words('my_?number', 'kojin_bango')),
  checked('identity number (Israel)', '\\d{9}', isIsraeli, words('teudat_zehut', 'israel\\w*', 'tz')),
];

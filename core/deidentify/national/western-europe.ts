import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { checked, formed } from './pattern.ts';

/** France: sex, year and month of birth, department, commune, order; 97 less the number modulo 97. Corsica is 2A, 2B. */
export function isNir(text: string): boolean {
  const compact = text.replace(/\s/g, '').toUpperCase();
  const number = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(number) && 97 - Number(BigInt(number) % 97n) === Number(compact.slice(13));
}

/** Belgium: 97 less the first nine digits modulo 97, with a 2 in front for those born since 2000. */
export function isRijksregister(text: string): boolean {
  const digits = digitsOf(text);
  const check = part(digits, 9, 11);
  const fits = (head: string) => 97 - (Number(head) % 97) === check;
  const isBorn = part(digits, 2, 4) % 20 <= 12 && part(digits, 4, 6) <= 31;
  return isBorn && (fits(digits.slice(0, 9)) || fits(`2${digits.slice(0, 9)}`)) && !isOneDigit(digits);
}

/** Netherlands, the eleven test: weights 9 to 2 and -1. */
export const isBsn = (text: string): boolean =>
  weightedSum(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !isOneDigit(digitsOf(text));

/** Switzerland: 756 and an EAN-13 check. */
export function isAhv(text: string): boolean {
  const digits = digitsOf(text);
  return weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** Austria: three digits, a check in the fourth place, the day of birth (whose month may run past 12). */
export function isAustrian(text: string): boolean {
  const digits = digitsOf(text);
  const check = weightedSum(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
  const month = part(digits, 6, 8);
  return digits[0] !== '0' && check === Number(digits[3]) && part(digits, 4, 6) <= 31 && month >= 1 && month <= 15;
}

/** Luxembourg: thirteen digits with a day of birth, a Luhn digit in the twelfth place. */
const isLuxembourg = (text: string): boolean =>
  isDay(part(text, 0, 4), part(text, 4, 6), part(text, 6, 8)) && luhn(text.slice(0, 12));

export const westernNumbers = [
  formed(
    'social security number (France)',
    '[1-478][ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9][0-9AB][ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2}',
    '[1-478] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?\\d[0-9AB] ?\\d{3} ?\\d{3} ?\\d{2}',
    isNir,
  ),
  formed(
    'national number (Belgium)',
    '[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}[.-][0-9]{2}',
    '\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}[.-]\\d{2}',
    isRijksregister,
  ),
  checked('national number (Belgium)', '\\d{11}', isRijksregister, words('rijksregister\\w*', 'niss', 'insz'), 0.02),
  checked('citizen service number (Netherlands)', '\\d{9}', isBsn, words('bsn', 'burgerservicenummer', 'sofi')),
  formed(
    'social insurance number (Switzerland)',
    '756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}',
    '756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}',
    isAhv,
  ),
  checked(
    'social insurance number (Austria)',
    '[1-9]\\d{3} ?\\d{6}',
    isAustrian,
    words('svnr', 'sv_nummer', 'sozialversicherung\\w*', 'versicherungsnummer'),
    0.05,
  ),
  checked('identity number (Luxembourg)', '(?:19|20)\\d{11}', isLuxembourg, words('matricule'), 0.03),
];

import { type ValuePattern, words } from '../category.ts';
import { digitsOf, isDay, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { checked } from './pattern.ts';

const finnish = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Finland: DDMMYY, a sign of the century, a serial from 002, and the nine digits modulo 31. */
export function isHetu(text: string): boolean {
  const digits = text.slice(0, 6) + text.slice(7, 10);
  const isBorn = isDay(part(text, 4, 6), part(text, 2, 4), part(text, 0, 2));
  return isBorn && part(text, 7, 10) >= 2 && finnish[Number(digits) % 31] === text[10]!.toUpperCase();
}

/** Sweden: a day of birth (plus 60 for a coordination number), and the Luhn check over the last ten digits. */
export function isPersonnummer(text: string): boolean {
  const digits = digitsOf(text);
  const last = digits.slice(-10);
  const year = digits.length === 12 ? part(digits, 0, 4) : part(last, 0, 2);
  const isBorn = isDay(year, part(last, 2, 4), part(last, 4, 6) % 60);
  return isBorn && luhn(last) && part(last, 6, 9) > 0 && !(digits.length === 12 && year > new Date().getFullYear());
}

/** A Swedish organisation: as a personal number, but its third and fourth digit are no month. */
const isOrganisation = (text: string): boolean => part(digitsOf(text), 2, 4) >= 20 && luhn(digitsOf(text));

/** Norway: two checks modulo 11 over a day of birth (plus 40 for a D number) and five digits. */
export function isFodselsnummer(text: string): boolean {
  const digits = digitsOf(text);
  const day = part(digits, 0, 2);
  const isBorn = isDay(0, part(digits, 2, 4), day > 40 ? day - 40 : day);
  const first = weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11;
  return isBorn && first === 0 && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

const isCpr = (text: string): boolean => isDay(part(text, 4, 6), part(text, 2, 4), part(text, 0, 2));

/** Iceland: a day of birth, a check modulo 11 in the ninth place, and the century. */
export function isKennitala(text: string): boolean {
  const digits = digitsOf(text);
  const day = part(digits, 0, 2);
  const isBorn = isDay(0, part(digits, 2, 4), day > 40 ? day - 40 : day);
  return isBorn && weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

export const nordicNumbers: readonly ValuePattern[] = [
  {
    label: 'personal identity number (Sweden)',
    proof: 'form',
    prefilter: '(?:18|19|20)[0-9]{2}[01][0-9][0-9]{2}-[0-9]{4}',
    find: /(?<![\d.-])(?:18|19|20)\d{6}-\d{4}(?![\w-])/g,
    isValid: isPersonnummer,
  },
  {
    label: 'personal identity code (Finland)',
    proof: 'form',
    prefilter: '[0-3][0-9][01][0-9]{3}[+A-FU-Y-][0-9]{3}[0-9A-Y]',
    find: /(?<![\d.-])[0-3]\d[01]\d{3}[+A-FU-Y-]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])/gi,
    isValid: isHetu,
  },
  checked(
    'personal identity number (Sweden)',
    '\\d{6}[+-]\\d{4}|(?:19|20|18)\\d{10}|\\d{10}',
    isPersonnummer,
    words('personnummer', 'pnr', 'personal_identity\\w*', 'swedish_id', 'personal_id\\w*'),
    0.04,
  ),
  checked(
    'organisation number (Sweden)',
    '[1-9]\\d{5}-?\\d{4}',
    isOrganisation,
    words('org_?nr', 'orgnummer', 'organisationsnummer', 'org_no'),
  ),
  checked(
    'national identity number (Norway)',
    '\\d{6} ?\\d{5}',
    isFodselsnummer,
    words('f\\p{L}?dselsnummer', 'fodselsnummer', 'fnr', 'personnummer'),
    0.01,
  ),
  // The check digit is no longer kept since 2007: only the hyphen and the day of birth tell.
  checked('personal number (Denmark)', '[0-3]\\d[01]\\d{3}-\\d{4}', isCpr, words('cpr', 'cpr_?\\w*'), 0.05),
  checked('identity number (Iceland)', '[0-7]\\d[01]\\d{3}-?\\d{3}[089]', isKennitala, words('kennitala'), 0.02),
];

import { words } from '../category.ts';
import { digitsOf, isDay, isMod1110, isOneDigit, mod11Check, part, weightedSum } from '../checksum/digits.ts';
import { luhn } from '../checksum/luhn.ts';
import { checked, formed } from './pattern.ts';

/** Spain: the letter that belongs to the number modulo 23; X, Y and Z of a foreigner count 0, 1, 2. */
export function isNif(text: string): boolean {
  const compact = text.replace(/[ -]/g, '').toUpperCase();
  const number = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23] === compact.at(-1);
}

const oddPlaces = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italy, DM 12 March 1974: odd places by a table, even ones by their rank, modulo 26 as a letter. */
export function isCodiceFiscale(text: string): boolean {
  const upper = text.toUpperCase();
  const rank = (char: string): number => (/\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65);
  const sum = [...upper.slice(0, 15)].reduce((total, c, i) => total + (i % 2 ? rank(c) : oddPlaces[rank(c)]!), 0);
  return String.fromCharCode(65 + (sum % 26)) === upper[15];
}

const isPartitaIva = (text: string): boolean => luhn(digitsOf(text)) && !isOneDigit(digitsOf(text));

/** Portugal: nine digits, weights 9 to 2, modulo 11; both 10 and 11 are written 0. */
export function isPortuguese(digits: string): boolean {
  const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === Number(digits[8]);
}

/** Greece: a day of birth and a Luhn digit. */
const isAmka = (text: string): boolean =>
  isDay(part(text, 4, 6), part(text, 2, 4), part(text, 0, 2)) && luhn(text) && !isOneDigit(text);

/** The thirteen digits of Yugoslavia's successors: day, month, last three digits of the year, region, modulo 11. */
export function isJmbg(text: string): boolean {
  const check = mod11Check(text, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
  return isDay(part(text, 4, 7), part(text, 2, 4), part(text, 0, 2)) && check === Number(text[12]);
}

/** Turkey: the tenth digit from the odd and even places, the eleventh from all ten. */
export function isTurkish(text: string): boolean {
  const odd = weightedSum(text, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(text, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return tenth === Number(text[9]) && (odd + even + tenth) % 10 === Number(text[10]);
}

const taxWords = ['nif', 'contribuinte', 'vat', 'tax\\w*'];

export const southernNumbers = [
  checked('identity number (Spain)', '\\d{7,8}-?[A-HJ-NP-TV-Z]', isNif, words('nif', 'dni', 'documento'), 1 / 23),
  checked(
    'identity number of a foreigner (Spain)',
    '[XYZ]-?\\d{7}-?[A-HJ-NP-TV-Z]',
    isNif,
    words('nie', 'extranjero'),
    1 / 23,
  ),
  formed(
    'tax code (Italy)',
    '[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]',
    '[A-Z]{6}[0-9L-NP-V]{2}[ABCDEHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]',
    isCodiceFiscale,
  ),
  // Codes given twice by chance get letters for digits, and a check that old lists no longer fit.
  checked(
    'tax code (Italy)',
    '[A-Z]{6}\\d{2}[ABCDEHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]',
    () => true,
    words('codice_fiscale', 'cf'),
    0.01,
  ),
  checked('VAT number (Italy)', '\\d{8}_?\\d{3}', isPartitaIva, words('partita_iva', 'iva', 'p_iva', 'vat')),
  checked('tax number (Portugal)', '[1-35689]\\d{8}', isPortuguese, words(...taxWords)),
  checked('social security number (Greece)', '[0-3]\\d[01]\\d{8}', isAmka, words('amka'), 0.02),
  checked('personal number (former Yugoslavia)', '[0-3]\\d[01]\\d{10}', isJmbg, words('jmbg', 'emso', 'embg'), 0.01),
  checked('personal number (Croatia)', '\\d{11}', isMod1110, words('oib')),
  checked(
    'identity number (Turkey)',
    '[1-9]\\d{10}',
    isTurkish,
    words('tckn', 't_?c_?kimlik\\w*', 'tc_?no', 'kimlik\\w*'),
    0.01,
  ),
];

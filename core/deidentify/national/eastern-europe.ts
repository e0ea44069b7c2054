import { words } from '../category.ts';
import { digitsOf, isDay, isOneDigit, part, weightedSum } from '../checksum/digits.ts';
import { checked } from './pattern.ts';

/** Poland: a day of birth whose month tells the century (plus 20, 40, 60, 80), weights 1 3 7 9. */
export function isPesel(text: string): boolean {
  const isBorn = isDay(part(text, 0, 2), part(text, 2, 4) % 20, part(text, 4, 6));
  return isBorn && weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

/** Czechia and Slovakia: a day of birth, month plus 50 for women (20 where the day was full), ten digits by 11. */
export function isRodneCislo(text: string): boolean {
  const digits = digitsOf(text);
  const month = part(digits, 2, 4) % 50;
  const isBorn = isDay(part(digits, 0, 2), month > 20 ? month - 20 : month, part(digits, 4, 6));
  return isBorn && Number(digits) % 11 === 0;
}

/** Romania: sex and century, day of birth, county, weights 2 7 9 1 4 6 3 5 8 2 7 9, modulo 11, 10 as 1. */
export function isCnp(text: string): boolean {
  const check = weightedSum(text, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  const isBorn = isDay(part(text, 1, 3), part(text, 3, 5), part(text, 5, 7)) && part(text, 7, 9) <= 52;
  return isBorn && (check === 10 ? 1 : check) === Number(text[12]);
}

/** Bulgaria: a day of birth (month plus 20 or 40), weights 2 4 8 5 10 9 7 3 6, modulo 11. */
export function isEgn(text: string): boolean {
  const check = (weightedSum(text, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  return isDay(part(text, 0, 2), part(text, 2, 4) % 20, part(text, 4, 6)) && check === Number(text[9]);
}

/** Estonia and Lithuania: sex and century, day of birth, serial; a second row of weights where the first gives 10. */
export function isIsikukood(text: string): boolean {
  const first = weightedSum(text, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weightedSum(text, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  const check = first < 10 ? first : second % 10;
  return isDay(part(text, 1, 3), part(text, 3, 5), part(text, 5, 7)) && check === Number(text[10]);
}

/** Hungary's social security number: eight digits with weights 3 and 7, modulo 10. */
const isTaj = (text: string): boolean =>
  weightedSum(digitsOf(text), [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(digitsOf(text)[8]) &&
  !isOneDigit(digitsOf(text));

export const easternNumbers = [
  checked('PESEL (Poland)', '\\d{11}', isPesel, words('pesel'), 0.03),
  checked('birth number (Czechia, Slovakia)', '\\d{6}/?\\d{4}', isRodneCislo, words('rodne_cislo', 'rc'), 0.02),
  checked('personal number (Romania)', '[1-8]\\d{12}', isCnp, words('cnp'), 0.02),
  checked('personal number (Bulgaria)', '\\d{10}', isEgn, words('egn'), 0.03),
  checked('personal code (Estonia, Lithuania)', '[1-6]\\d{10}', isIsikukood, words('isikukood', 'asmens_kodas'), 0.03),
  checked('social security number (Hungary)', '\\d{3}([ -]?)\\d{3}\\1\\d{3}', isTaj, words('taj', 'taj_?\\w*')),
];

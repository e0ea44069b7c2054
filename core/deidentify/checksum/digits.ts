/** The digits of a text, without what stands between them. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Digit i times weight i, summed; digits beyond the weights do not count. */
export const weightedSum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);

/** The check digit after weights that fall to 2, modulo 11: 11 is written 0, and 10 does not occur (NaN). */
export function mod11Check(digits: string, weights: readonly number[]): number {
  const check = (11 - (weightedSum(digits, weights) % 11)) % 11;
  return check === 10 ? Number.NaN : check;
}

/** ISO/IEC 7064, MOD 11,10: the last digit checks those before it. */
export function isMod1110(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** Whether a calendar has that day; a year of two digits may be of any century. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0 || year === 0);
  return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/** The number that digits `from` to `to` (not included) write. */
export const part = (digits: string, from: number, to: number): number => Number(digits.slice(from, to));

/** One digit throughout: a placeholder that many check digits let pass. */
export const isOneDigit = (digits: string): boolean => /^(\d)\1*$/.test(digits);

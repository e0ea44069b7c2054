/** GTIN-14 of GS1: weights 3 and 1 from the left, modulo 10. */
export function isGtin(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0 && !/^0+$/.test(digits);
}

const values: Readonly<Record<string, number>> = Object.fromEntries(
  [...'0123456789']
    .map((d): [string, number] => [d, Number(d)])
    .concat(
      [...'ABCDEFGH'].map((c, i) => [c, i + 1]),
      [...'JKLMN'].map((c, i) => [c, i + 1]),
      [
        ['P', 7],
        ['R', 9],
      ],
      [...'STUVWXYZ'].map((c, i) => [c, i + 2]),
    ),
);
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit of a vehicle identification number, 49 CFR 565.15(c): ninth place, modulo 11, ten written X. */
export function isVin(text: string): boolean {
  const vin = text.toUpperCase();
  const sum = weights.reduce((total, weight, i) => total + weight * (values[vin[i] ?? ''] ?? Number.NaN), 0);
  const check = sum % 11;
  return vin.length === 17 && vin[8] === (check === 10 ? 'X' : String(check));
}

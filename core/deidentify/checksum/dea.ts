/** The check digit of a DEA registration number: (d1+d3+d5) + 2(d2+d4+d6) ends in d7. */
export function isDea(text: string): boolean {
  const [a, b, c, d, e, f, check] = [...text.slice(2)].map(Number);
  if ([a, b, c, d, e, f, check].some((digit) => digit === undefined)) return false;
  return (a! + c! + e! + 2 * (b! + d! + f!)) % 10 === check;
}

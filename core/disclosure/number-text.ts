/** A number with thousands separated, `digits` decimals, an ASCII minus, and no "-0". */
export function numberText(value: number, digits: number): string {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole, decimals] = fixed.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(fixed) !== 0 ? '-' : '';
  return sign + grouped + (decimals === undefined ? '' : `.${decimals}`);
}

/** A possible Social Security number: no area 000, 666 or 900-999, no group 00, no serial 0000 (SSA, 2011). */
export function isSsn(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
  if (digits.length !== 9 || group === '00' || serial === '0000') return false;
  return area !== '000' && area !== '666' && area < '900' && !/^(\d)\1{8}$/.test(digits);
}

/** An Individual Taxpayer Identification Number: 9xx with group 50-65, 70-88, 90-92 or 94-99 (IRS). */
export function isItin(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const group = Number(digits.slice(3, 5));
  const isGroup = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group !== 93);
  return digits.length === 9 && digits.startsWith('9') && isGroup;
}

import { luhn } from './luhn.ts';

/** Issuer ranges with their lengths, as ISO/IEC 7812 issuers publish them. */
const issuers: readonly (readonly [name: string, pattern: string])[] = [
  ['Visa', '4\\d{12}(?:\\d{3}){0,2}'],
  ['Mastercard', '(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}'],
  ['American Express', '3[47]\\d{13}'],
  ['Diners Club', '3(?:0[0-5]|[689]\\d)\\d{11}'],
  ['Discover', '6(?:011|5\\d\\d|4[4-9]\\d)\\d{12}'],
  ['JCB', '35\\d{14}|(?:2131|1800)\\d{11}'],
  ['UnionPay', '62\\d{14,17}'],
  ['Maestro', '(?:5018|5020|5038|5893|6304|6759|676[1-3]|0604)\\d{8,15}'],
];
const issuer = new RegExp(`^(?:${issuers.map(([, pattern]) => pattern).join('|')})$`);

/** A payment card number: an issuer's range and length, and the Luhn check. */
export function isCard(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  return issuer.test(digits) && luhn(digits);
}

import { luhn } from './luhn.ts';

/** Issuer ranges with their lengths: ISO/IEC 7812 as Visa, Mastercard, Amex, Diners, Discover, JCB and UnionPay use it. */
const issuer =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14})$/;

/** A payment card number: an issuer's range and length, and the Luhn check. */
export function isCard(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  return issuer.test(digits) && luhn(digits);
}

import { luhn } from './luhn.ts';

/** A National Provider Identifier: ten digits from 1 or 2, Luhn over them with 80840 in front (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  return /^[12]\d{9}$/.test(digits) && luhn(`80840${digits}`);
}

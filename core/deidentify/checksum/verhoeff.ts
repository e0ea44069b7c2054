/** Multiplication in the dihedral group of the pentagon, and the permutation of each place (Verhoeff, 1969). */
const times = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const places = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's check over a string of digits, the last being the check digit. */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = Number(times[check]![Number(places[i % 8]![digit])]);
  }
  return check === 0;
}

/**
 * SNOMED CT identifiers end in a Verhoeff digit too. The two digits before it tell them apart: 00, 01, 02 or, in an
 * extension, 10, 11, 12 (SNOMED CT Release File Specifications, section 6).
 */
export const isSnomedLike = (digits: string): boolean => /[01][012]\d$/.test(digits);

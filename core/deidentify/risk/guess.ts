/**
 * Names of columns by which a person can be recognised together with others: the quasi-identifiers of HHS' guidance of 2012
 * and of El Emam 2013, chapter 6. Whole words, in the name's own parts.
 */
const words = new Set(
  (
    'sex gender age birth birthyear birthdate birthdate yob dob born zip zipcode postcode postal plz state province region county city town ' +
    'municipality district country nationality citizenship birthplace race ethnicity ethnic language religion marital ' +
    'education occupation profession job employer workclass income household children insurance'
  ).split(' '),
);
const notOf = /(?:^|_)(?:source|datetime_source|status_of|weeks?|gestational|bone)(?:_|$)/;

/** True where a column's name says that it may be a quasi-identifier. */
export function soundsIdentifying(name: string): boolean {
  const plain = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const parts = plain.split(/[^a-z]+/);
  return !notOf.test(plain) && parts.some((part) => words.has(part));
}

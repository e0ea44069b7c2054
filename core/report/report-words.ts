/** A count with its noun: "1 table", "3 tables". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** Where a file of the bundle lies, for a reader of another of its files. */
export const inBundle = (path: string): string => `drawn in ${path} of the bundle, and in report.html`;

/** An ISO time as a date that reads the same in every locale: "2 March 2026". */
export function dateText(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const name = months[(month ?? 0) - 1];
  return year && name && day ? `${day} ${name} ${year}` : iso;
}

/** When the newest of some things was made: a report and a bundle carry this instead of a time of their own. */
export const newestTime = (made: readonly { readonly createdAt: string }[]): string =>
  made
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1) ?? '';

/** "2 March 2026, 09:14 UTC". */
export const timeText = (iso: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d.*Z$/.test(iso) ? `${dateText(iso)}, ${iso.slice(11, 16)} UTC` : iso;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

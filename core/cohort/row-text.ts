const [comma, lineFeed, minus, zero] = [...',\n-0'].map((character) => character.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
/** 0001-01-01 and 9999-12-31 in days since 1970-01-01: between them a year has four digits. */
const [firstDay, lastDay] = [-719_162, 2_932_896];
const msPerDay = 86_400_000;
/** A row is two commas, two dates of ten characters, a line feed, and a number of at most sixteen digits and a sign. */
const longestRow = 40;

/** What cohort rows are put to text with, batch after batch, and what was seen on the way. */
export interface RowText {
  /** Rows in order as `subject_id,YYYY-MM-DD,YYYY-MM-DD`, joined by line feeds, a line feed before all but the first. */
  add(columns: readonly Float64Array[]): Uint8Array;
  readonly rows: number;
  readonly persons: number;
  /** Whether every number could be written: whole numbers that a float holds, and dates of four-digit years. */
  readonly isExact: boolean;
}

/**
 * Cohort rows as bytes. Columns are subject_id, start and end, dates as days since 1970-01-01; rows come in the order of
 * subject_id. Writing digits takes a fifth of the time that DuckDB's casts to text take.
 */
export function createRowText(): RowText {
  const dates = new Map<number, Uint8Array>();
  let [rows, persons, last, isExact] = [0, 0, Number.NaN, true];

  function dateText(days: number): Uint8Array {
    const known = dates.get(days);
    if (known) return known;
    const isWritten = days >= firstDay && days <= lastDay;
    isExact &&= isWritten;
    const text = isWritten ? isoDate(days) : '';
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    dates.set(days, bytes);
    return bytes;
  }

  return {
    add(columns) {
      const [subjects, starts, ends] = columns as [Float64Array, Float64Array, Float64Array];
      const bytes = new Uint8Array(subjects.length * longestRow);
      let at = 0;
      for (let i = 0; i < subjects.length; i++) {
        const subject = subjects[i]!;
        isExact &&= Number.isSafeInteger(subject);
        if (subject !== last) persons += 1;
        last = subject;
        if (rows + i > 0) bytes[at++] = lineFeed;
        at = writeNumber(bytes, at, subject);
        for (const days of [starts[i]!, ends[i]!]) {
          bytes[at++] = comma;
          const text = dateText(days);
          bytes.set(text, at);
          at += text.length;
        }
      }
      rows += subjects.length;
      return bytes.subarray(0, at);
    },
    get rows() {
      return rows;
    },
    get persons() {
      return persons;
    },
    get isExact() {
      return isExact;
    },
  };
}

const isoDate = (days: number) => new Date(days * msPerDay).toISOString().slice(0, 10);

/** Writes a whole number's digits from the last one back. */
function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  let start = at;
  if (value < 0) bytes[start++] = minus;
  let rest = Math.abs(value);
  let length = 1;
  for (let limit = 10; rest >= limit && length < 16; limit *= 10) length += 1;
  for (let i = start + length - 1; i >= start; i--) {
    const shorter = Math.floor(rest / 10);
    bytes[i] = zero + (rest - shorter * 10);
    rest = shorter;
  }
  return start + length;
}

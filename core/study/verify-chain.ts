import type { LedgerEntry } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { beforeTheFirst, hashOfEntry, parseEntry } from './ledger-entry.ts';

const name = 'ledger.ndjson';

const range = (from: number, to: number): string => (from === to ? `entry ${from}` : `entries ${from} to ${to}`);

/** What is wrong with the place of an entry after another, or null. `numbers` are those that stand anywhere in the file. */
function misplaced(entry: LedgerEntry, before: LedgerEntry | null, numbers: ReadonlySet<number>): string | null {
  const expected = (before?.seq ?? 0) + 1;
  const { seq } = entry;
  if (seq > expected) {
    const isElsewhere = Array.from({ length: seq - expected }, (_, index) => expected + index).some((one) =>
      numbers.has(one),
    );
    return isElsewhere
      ? `is entry ${seq}, where ${range(expected, seq - 1)} should be: lines were moved.`
      : `is entry ${seq}: ${range(expected, seq - 1)} before it ${seq - expected === 1 ? 'was' : 'were'} removed.`;
  }
  if (seq < expected) return `is entry ${seq}, after entry ${expected - 1}: a line was inserted, or lines were moved.`;
  if (entry.previous !== (before?.hash ?? beforeTheFirst))
    return before
      ? 'does not follow from the line before it: that one was changed or inserted, and its hash with it.'
      : 'is not the first of a ledger.';
  return null;
}

/** Recomputes the chain of hashes over the lines of a ledger; each problem names its line. */
export function chainProblems(lines: readonly string[]): string[] {
  const entries = lines.map(parseEntry);
  const numbers = new Set(entries.flatMap((entry) => entry?.seq ?? []));
  let before: LedgerEntry | null = null;
  return entries.flatMap((entry, index) => {
    const where = `${name} line ${index + 1}`;
    if (!entry) return [`${where} is not a ledger entry: it was changed or inserted.`];
    const last = before;
    before = entry;
    if (canonicalJson(entry) !== lines[index]) return [`${where} is not written the way Stillroom writes it.`];
    if (hashOfEntry(entry) !== entry.hash) return [`${where} was changed after it was written.`];
    const wrong = misplaced(entry, last, numbers);
    return wrong === null ? [] : [`${where} ${wrong}`];
  });
}

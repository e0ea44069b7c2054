import type { LedgerEntry } from '../../contract/study.ts';

/** What entries are looked for: every word must stand somewhere in one, and its act must be this one, if one is given. */
export interface Sought {
  readonly words: string;
  readonly act: LedgerEntry['act'] | null;
}

/** All that an entry says, names of members left out: the word “file” should not find every entry that has one. */
function textOf({ seq, at, act, summary, detail, hash }: LedgerEntry): string {
  const said = [`#${seq}`, at.replace('T', ' '), act, summary, hash];
  JSON.stringify(detail, (_, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') said.push(String(value));
    return value;
  });
  return said.join('\n').toLowerCase();
}

/** The lines of a ledger that fit, in their order. */
export function linesSought(lines: readonly string[], { words, act }: Sought): readonly string[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0 && act === null) return lines;
  return lines.filter((line) => {
    const entry = JSON.parse(line) as LedgerEntry;
    if (act !== null && entry.act !== act) return false;
    const text = asked.length > 0 ? textOf(entry) : '';
    return asked.every((word) => text.includes(word));
  });
}

import type { LedgerEntry } from '../../../contract/study.ts';
import { formatCount } from '../../kit/index.ts';

type Line = readonly [name: string, value: string];
type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `controlsPerCase` → `Controls per case`. */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A cohort by its name and size: its fingerprint stands in how the number was made. */
function cohortWords({ name, persons }: Members): string | null {
  if (typeof name !== 'string') return null;
  return typeof persons === 'number' ? `${name}, ${formatCount(persons, 'persons')}` : name;
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(value.some(isMembers) ? '; ' : ', ');
  if (!isMembers(value)) return String(value);
  return (
    cohortWords(value) ??
    Object.entries(value)
      .map(([name, member]) => `${inWords(name).toLowerCase()} ${said(member)}`)
      .join(', ')
  );
}

const isSaid = ([name, value]: readonly [string, unknown]): boolean =>
  name !== 'file' && value !== null && value !== '';

/** What an act recorded, a line a member; parameters a line each. Files and hashes of files stand in the ledger for `verify`. */
export function recorded(detail: LedgerEntry['detail']): readonly Line[] {
  return Object.entries(detail)
    .filter(isSaid)
    .flatMap(([name, value]): readonly Line[] =>
      name === 'params' && isMembers(value)
        ? Object.entries(value)
            .filter(isSaid)
            .map(([param, asked]): Line => [inWords(param), said(asked)])
        : [[inWords(name), said(value)]],
    );
}

import { cohortsText as t } from '../../../text/cohorts.ts';
import type { Beginning } from './new-cohort.tsx';

/** A name to begin with that no other cohort has. */
export function suggestName(how: Beginning, from: string | null, names: readonly string[]): string {
  const { suggested, suggestedFrom, suggestedCopy } = t.begin;
  const wanted =
    from === null || how === 'blank' || how === 'paste'
      ? suggested
      : how === 'copy'
        ? suggestedCopy(from)
        : suggestedFrom(from);
  const first = wanted.slice(0, 110);
  let name = first;
  for (let n = 2; names.includes(name); n += 1) name = `${first} ${n}`;
  return name;
}

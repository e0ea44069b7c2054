import { createHash } from 'node:crypto';

/** SHA-256 of `subject start end` rows as `subject,start,end`, by subject as a number and then by dates. */
export function fingerprintOf(rows: readonly string[]): string {
  const inOrder = rows
    .map((row) => row.split(' '))
    .toSorted(([a, ...datesA], [b, ...datesB]) => Number(a) - Number(b) || (datesA.join() < datesB.join() ? -1 : 1));
  return createHash('sha256')
    .update(inOrder.map((row) => row.join(',')).join('\n'))
    .digest('hex');
}

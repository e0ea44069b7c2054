import type { Failure } from '../../contract/failure.ts';

/** True of a file that is gone, cut short or of another shape; not of a lack of memory or a cancelled job. */
export const isUnreadable = ({ code, details }: Failure): boolean =>
  (code === 'sql' || code === 'unreadable') && details.kind !== 'Out of Memory';

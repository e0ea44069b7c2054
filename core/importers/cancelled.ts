import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';

/** Failure `cancelled` if the job was cancelled: for steps between queries. */
export function stopIfCancelled(context: JobContext): void {
  if (context.signal.aborted) throw new Failure('cancelled', 'Cancelled. Nothing was changed.');
}

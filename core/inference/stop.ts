import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';

/** Ends a job at a place where it is safe to: between two runs of the model. */
export function stopIfCancelled({ signal }: JobContext): void {
  if (signal.aborted) throw new Failure('cancelled', 'Cancelled.');
}

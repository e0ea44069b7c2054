import type { JobContext } from '../../../contract/context.ts';
import type { SourceFile } from '../source-files.ts';
import { unpacked } from './unpacked.ts';

/**
 * Failure `unreadable` for a gzip file that is cut short or damaged, since DuckDB reads such a file as if it ended
 * there, and `unsupported` for a zip bomb.
 */
export async function checkGzip(file: SourceFile, context: JobContext): Promise<void> {
  for await (const _ of unpacked(file, context));
}

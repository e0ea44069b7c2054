import { Failure } from '../../../contract/failure.ts';
import type { SourceFile } from '../source-files.ts';

/**
 * Runs `work`, which reads `files`; an engine error becomes Failure `unreadable` with their names. The engine's own
 * words are kept out: they can quote a file's content.
 */
export async function reading<T>(files: readonly SourceFile[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || !isAboutFile(error)) throw error;
    throw unreadable(files, error);
  }
}

/** Not a fault of the statement, nor of the machine. */
const isAboutFile = ({ code, details }: Failure): boolean =>
  code === 'unreadable' || (code === 'sql' && !/^(Parser|Binder|Catalog|Out of Memory)$/.test(String(details.kind)));

export function unreadable(files: readonly SourceFile[], cause?: unknown): Failure {
  const names = files.slice(0, 3).map((file) => `“${file.name}”`);
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  return new Failure(
    'unreadable',
    `${files.length > 1 ? 'One of ' : ''}${names.join(', ')}${more} cannot be read: cut short, damaged, or not what the name says. ` +
      'Get a fresh copy and import again; nothing was loaded.',
    { files: files.map((file) => file.name) },
    { cause },
  );
}

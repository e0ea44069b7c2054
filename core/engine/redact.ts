import { Failure, type FailureCode } from '../../contract/failure.ts';

/** DuckDB error kinds whose text repeats only the statement, never a stored value. */
const aboutTheStatement = /^(Parser|Binder|Catalog|Syntax|Permission|Not implemented|Dependency) Error/;

/**
 * Masks what may be a stored value in a DuckDB message: quoted text and digits. DuckDB quotes data in conversion,
 * constraint, out-of-range and CSV errors.
 */
function mask(message: string): string {
  const first =
    message.split(/\n\s*(?:LINE \d|Original Line|Possible fixes|Candidates|Did you mean|Possible solution)/)[0] ?? '';
  return first
    .replace(/'(?:[^']|'')*'/g, '‹value›')
    .replace(/"(?:[^"]|"")*"/g, '‹value›')
    .replace(/\d+(?:[.,:-]\d+)*/g, '‹n›')
    .split('\n')[0]!
    .trim();
}

function codeOf(message: string): FailureCode {
  if (/^INTERRUPT|Interrupted/i.test(message)) return 'cancelled';
  if (/No space left|disk is full|ENOSPC|max_temp_directory_size/i.test(message)) return 'disk_full';
  if (/^IO Error: (Cannot open file|Could not set lock)/.test(message)) return 'unreadable';
  return 'sql';
}

/** A DuckDB error as a Failure without any stored value in it. */
export function redactedFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(message);
  if (code === 'cancelled') return new Failure('cancelled', 'Cancelled.');
  if (code === 'disk_full') {
    return new Failure('disk_full', 'The disk is full. Nothing was changed; free some space and run it again.');
  }
  const text = aboutTheStatement.test(message) ? message : mask(message);
  const kind = /^([A-Z][A-Za-z ]+?) (?:Error|Exception)/.exec(message)?.[1] ?? 'DuckDB';
  return new Failure(code, text, { kind });
}

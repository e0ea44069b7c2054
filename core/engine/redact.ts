import { Failure, type FailureCode } from '../../contract/failure.ts';

/** DuckDB error kinds whose text repeats only the statement, never a stored value. */
const aboutTheStatement = /^(Parser|Binder|Catalog|Syntax|Permission|Not implemented|Dependency) Error/;

/**
 * What is said instead of DuckDB's own words where these quote stored values: conversion, constraint, range and CSV
 * errors do, and without escaping, so that no pattern could mask them.
 */
const inOurWords: Readonly<Record<string, string>> = {
  Conversion: 'A value could not be converted to the type that is asked for. TRY_CAST gives NULL instead of failing.',
  'Out of Range': 'A number is out of range for its type. Cast to a wider type, such as DOUBLE or HUGEINT.',
  Constraint: 'A value breaks a constraint of its table.',
  'Invalid Input': 'A value does not fit the function it was given to.',
  'Out of Memory':
    'The query needs more memory than Stillroom may use. Ask for fewer rows or columns, or raise STILLROOM_MEMORY.',
  IO: 'A file could not be read or written.',
};

function codeOf(message: string): FailureCode {
  if (/^INTERRUPT|Interrupted/i.test(message)) return 'cancelled';
  if (/No space left|disk is full|ENOSPC|max_temp_directory_size/i.test(message)) return 'disk_full';
  if (/AES tag differs|Wrong encryption key/.test(message)) return 'integrity';
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
  if (code === 'integrity') {
    return new Failure(
      'integrity',
      'Encrypted data does not fit its key: it was changed since it was written. Restore the file from a copy.',
    );
  }
  const kind = /^([A-Z][A-Za-z ]+?) (?:Error|Exception)/.exec(message)?.[1] ?? 'DuckDB';
  const text = aboutTheStatement.test(message) ? message : (inOurWords[kind] ?? `The query failed (${kind} error).`);
  return new Failure(code, text, { kind });
}

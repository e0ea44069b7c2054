import { Failure } from '../../contract/failure.ts';

/** The row of a person, or of a row's number. Failure `not_found` names neither what was asked for nor who is there. */
export function rowOf(whom: string, rows: number, nameOf: (row: number) => string): number {
  for (let row = 0; row < rows; row++) if (nameOf(row) === whom) return row;
  throw new Failure(
    'not_found',
    `Nobody of that number is among the ${rows} rows that are read. Some may have been left out before: give the number of one that is read.`,
  );
}

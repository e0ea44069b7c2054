import { Failure } from '../../contract/failure.ts';
import type { CrossPredictRequest } from './cross-predict-input.ts';
import { foldOfRows } from './folds.ts';
import type { Prepared } from './prepare.ts';
import { derivedSeed } from './random.ts';
import type { Split } from './splits.ts';

/** Splits in which every row of the table is predicted once a repeat, from the prepared rows of the other folds. */
export function crossSplits(prepared: Prepared, request: CrossPredictRequest): Split[] {
  const { table, repeats, seed, foldOfRow } = request;
  if (foldOfRow) {
    checkGiven(foldOfRow, table.groups);
    return splitsBy(prepared, foldOfRow, Math.max(...new Set(foldOfRow)) + 1, 0, seed);
  }
  checkPersons(request);
  const labels = prepared.target.map((value) => (prepared.classes.length > 0 && value >= 0 ? value : -1));
  for (const row of prepared.rows) if (prepared.classes.length === 0) labels[row] = 0;
  return Array.from({ length: repeats }, (_, repeat) => {
    const drawn = derivedSeed(seed, repeat);
    const plan = { labels, groups: table.groups, rows: table.rows, folds: request.folds, seed: drawn };
    return splitsBy(prepared, foldOfRows(plan), request.folds, repeat, drawn);
  }).flat();
}

function splitsBy(prepared: Prepared, fold: Int32Array, folds: number, repeat: number, seed: number): Split[] {
  return Array.from({ length: folds }, (_, k) => ({
    repeat,
    fold: k,
    train: prepared.rows.filter((row) => fold[row] !== k),
    test: Int32Array.from(fold.keys()).filter((row) => fold[row] === k),
    seed: derivedSeed(seed, k),
  })).filter(({ test }) => test.length > 0);
}

function checkPersons({ table: { rows, groups }, folds }: CrossPredictRequest): void {
  if (groups?.some(Number.isNaN)) {
    throw new Failure(
      'invalid_input',
      'Some rows have no person. Splitting by person needs one for every row: fill the column or leave those rows out.',
    );
  }
  const persons = groups ? new Set(groups).size : rows;
  if (persons >= folds * 2) return;
  throw new Failure(
    'invalid_input',
    `${folds} folds need at least ${folds * 2} persons; there are ${persons}. Ask for fewer folds.`,
  );
}

/** Given folds: at least two, and no person on both sides of a split. */
function checkGiven(foldOfRow: Int32Array, groups: Float64Array | undefined): void {
  const different = new Set(foldOfRow);
  if (foldOfRow.some((fold) => fold < -1) || Math.max(...different) < 0 || different.size < 2) {
    throw new Failure(
      'invalid_input',
      'The folds given must be numbers from 0 (or -1 for rows that are only read), at least two different ones.',
    );
  }
  if (!groups) return;
  const foldOf = new Map<number, number>();
  foldOfRow.forEach((fold, row) => {
    const known = foldOf.get(groups[row]!);
    if (known !== undefined && known !== fold) {
      throw new Failure(
        'invalid_input',
        'The folds given put rows of one person into two folds, so the model would read the person it predicts. Give all rows of a person the same fold.',
      );
    }
    foldOf.set(groups[row]!, fold);
  });
}

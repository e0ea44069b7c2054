import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ModelIdentity, ModelNotice } from '../../../contract/model-results.ts';
import type { ModelTable } from '../../inference/table.ts';
import type { ModelPort } from '../model-port.ts';
import type { EarlyFolds } from './folds.ts';
import type { LeadTable } from './lead-tables.ts';
import { type Copies, copiesOf } from './shuffled-copies.ts';
import { type Thing, thingsOf } from './things.ts';

/** Out-of-fold probabilities of being a case, of each row and with one thing after the other shuffled. */
export interface LeadPrediction {
  readonly probabilities: Float64Array;
  readonly things: readonly Thing[];
  /** Rows that were shuffled; a part of all where there are many. */
  readonly explained: Int32Array;
  /** `[thing][repeat]`: probabilities of the explained rows with that thing shuffled. */
  readonly shuffled: readonly (readonly Float64Array[])[];
  readonly model: ModelIdentity;
  readonly notices: readonly ModelNotice[];
}

interface Asking {
  readonly model: ModelPort;
  readonly folds: EarlyFolds;
  readonly seed: number;
  readonly explain: boolean;
}

/**
 * One pass of the model over one lead: rows are predicted from the rows that their fold may read, and with them copies in
 * which one thing at a time is shuffled within its fold (permutation importance on held-out rows; Breiman 2001, Mach Learn
 * 45:5-32; several columns together, Gregorutti et al. 2015, Comput Stat Data Anal 90:15-35). Copies are never read, and
 * those equal to their row, as of what few persons have most are, are not predicted twice.
 */
export async function predictLead(lead: LeadTable, asking: Asking, context: JobContext): Promise<LeadPrediction> {
  const { model, seed, explain, folds } = asking;
  const { read, columns } = lead;
  const things = thingsOf(columns, read.table);
  const copies = copiesOf(read.table, { things: explain ? things : [], foldOfRow: folds.foldOfRow, seed });
  const queries = withCopies(read.table, copies);
  const changed = copies.changed(read.table.columns.map(({ values }) => values));
  const all = new Float64Array(queries.rows);
  const answers = [];
  for (const [fold, { train }] of folds.folds.entries()) {
    context.progress({ stage: 'folds', done: fold, total: folds.folds.length });
    const asked = Int32Array.from(copies.rowOf.keys()).filter(
      (row) => changed[row] === 1 && folds.foldOfRow[copies.rowOf[row]!] === fold,
    );
    const known = { ...read.target, values: pick(read.target.values, train) };
    const answer = await model.predict(
      { context: { table: rowsOf(read.table, train), target: known }, queries: rowsOf(queries, asked), seed },
      { signal: context.signal, progress: () => {} },
    );
    if (answer.kind !== 'class' || answer.classes.length !== 2)
      throw new Failure('internal', 'The model was asked for two classes and did not answer with two.');
    asked.forEach((row, i) => {
      all[row] = answer.probabilities[2 * i + 1]!;
    });
    answers.push(answer);
  }
  copies.rowOf.forEach((row, copy) => {
    if (changed[copy] === 0) all[copy] = all[row]!;
  });
  const ofCopies = (from: number) => all.subarray(from, from + copies.explained.length);
  return {
    probabilities: all.subarray(0, read.table.rows),
    things,
    explained: copies.explained,
    shuffled: copies.blocks.map((starts) => starts.map(ofCopies)),
    model: answers[0]!.model,
    notices: limitsOf(answers.flatMap(({ notices }) => notices)),
  };
}

const pick = (values: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => values[row]!);

const rowsOf = (table: ModelTable, rows: Int32Array): ModelTable => ({
  rows: rows.length,
  columns: table.columns.map((column) => ({ ...column, values: pick(column.values, rows) })),
  groups: pick(table.groups!, rows),
});

const withCopies = (table: ModelTable, copies: Copies): ModelTable => ({
  rows: copies.rowOf.length,
  columns: table.columns.map((column, at) => ({ ...column, values: copies.values(column.values, at) })),
  groups: pick(table.groups!, copies.rowOf),
});

/** The model's limits that were met, once for all folds; a column may be empty in one fold and not in another. */
function limitsOf(notices: readonly ModelNotice[]): ModelNotice[] {
  const limits = (['context-sampled', 'features-chosen'] as const).map((kind) =>
    notices.find((notice) => notice.kind === kind),
  );
  return limits.filter((notice) => notice !== undefined);
}

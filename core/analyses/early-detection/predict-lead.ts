import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ModelIdentity, ModelNotice } from '../../../contract/model-results.ts';
import type { ModelTable, ModelTarget } from '../../inference/table.ts';
import type { ModelPort } from '../model-port.ts';
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
  readonly foldOfRow: Int32Array;
  readonly seed: number;
  readonly explain: boolean;
}

/**
 * One pass of the model over one lead: rows are predicted from the rows of other folds, and with them copies in which one
 * thing at a time is shuffled within its fold (permutation importance on held-out rows; Breiman 2001, Mach Learn 45:5-32;
 * several columns together, Gregorutti et al. 2015, Comput Stat Data Anal 90:15-35). Copies are predicted, never read.
 */
export async function predictLead(table: LeadTable, asking: Asking, context: JobContext): Promise<LeadPrediction> {
  const { model, foldOfRow, seed, explain } = asking;
  const { read, columns } = table;
  const things = thingsOf(columns, read.table);
  const copies = copiesOf(read.table, { things: explain ? things : [], foldOfRow, seed });
  const answer = await model.crossPredict(
    {
      table: withCopies(read.table, copies),
      target: unknownIn(read.target, copies),
      foldOfRow: Int32Array.from(copies.rowOf, (row) => foldOfRow[row]!),
      seed,
    },
    context,
  );
  if (answer.kind !== 'class' || answer.classes.length !== 2)
    throw new Failure('internal', 'The model was asked for two classes and did not answer with two.');
  const all = Float64Array.from(copies.rowOf, (_, i) => answer.probabilities[2 * i + 1]!);
  return {
    probabilities: all.subarray(0, read.table.rows),
    things,
    explained: copies.explained,
    shuffled: copies.blocks.map((starts) => starts.map((from) => all.subarray(from, from + copies.explained.length))),
    model: answer.model,
    notices: answer.notices,
  };
}

function withCopies(table: ModelTable, copies: Copies): ModelTable {
  return {
    rows: copies.rowOf.length,
    columns: table.columns.map((column, at) => ({ ...column, values: copies.values(column.values, at) })),
    groups: Float64Array.from(copies.rowOf, (row) => table.groups![row]!),
  };
}

const unknownIn = (target: ModelTarget, copies: Copies): ModelTarget => ({
  ...target,
  values: Float64Array.from(copies.rowOf, (row, i) => (i < target.values.length ? target.values[row]! : Number.NaN)),
});

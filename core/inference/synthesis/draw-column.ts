import type { NumberView } from '../cells/column-view.ts';
import { fitConditional } from '../cells/conditional.ts';
import { rounded } from '../cells/decimals.ts';
import { expectCells, valueAt } from '../cells/expectation.ts';
import { fewestKnown } from '../cells/gaps.ts';
import { derivedSeed, randomOf } from '../random.ts';
import { drawLevels, mostContext } from './draw-levels.ts';
import { type Drawable, drawnRows, onStep } from './drawable.ts';
import { evenLevels } from './even-levels.ts';
import { type Growing, learn, withGaps } from './growing.ts';
import { twinOf } from './twin.ts';

export interface ColumnAsked {
  readonly place: number;
  readonly drawable: Drawable;
  /** Places of the columns made before. */
  readonly before: readonly number[];
  /** 1 where its cell will be missing. */
  readonly missing: Float64Array | undefined;
  /** Places of all that may be read. */
  readonly features: readonly number[];
}

/** Makes one column. A class is drawn by level; a number by its atoms, or as equal to another column, or freely. */
export async function drawColumn(table: Growing, asked: ColumnAsked): Promise<void> {
  const { place, missing, drawable } = asked;
  const { view } = drawable;
  const made =
    view?.kind === 'class' ? await drawClass(table, asked, view.levels) : await drawNumber(table, asked, view!);
  table.values[place] = made.map((value, row) => (missing?.[row] === 1 ? Number.NaN : value));
}

async function drawClass(table: Growing, asked: ColumnAsked, levels: Float64Array): Promise<Float64Array> {
  const { place, features, missing } = asked;
  const codes = codesOf(table.cells.columns[place]!.values, levels);
  const drawn = await drawLevels(table, { place, codes, levels: levels.length, features, seed: seedOf(table, place) });
  learn(table, codes, known(drawn, missing), levels.keys());
  return Float64Array.from(drawn, (code) => levels[code]!);
}

async function drawNumber(table: Growing, asked: ColumnAsked, view: NumberView): Promise<Float64Array> {
  const { place, drawable, before, features, missing } = asked;
  const { atoms } = drawable;
  const column = table.cells.columns[place]!;
  const rows = drawnRows(column, drawable);
  const twin = twinOf(table.cells.columns, place, rows, before);
  const [freely, asTwin] = [atoms.length, atoms.length + 1];
  const codes = codesOf(column.values, atoms);
  for (const row of rows) codes[row] = freely;
  for (const row of twin?.rows ?? []) codes[row] = asTwin;
  const levels = twin ? asTwin + 1 : asTwin;
  const drawn = await drawLevels(table, { place, codes, levels, features, seed: seedOf(table, place) });
  const theirs = twin && table.values[twin.place]!;
  drawn.forEach((code, row) => {
    if (code === asTwin && Number.isNaN(theirs![row]!)) drawn[row] = freely;
  });
  const out = Float64Array.from(drawn, (code, row) => (code === asTwin ? theirs![row]! : (atoms[code] ?? Number.NaN)));
  const isFree = (code: number) => code === freely;
  await drawFreely(table, asked, view, { known: placesOf(codes, isFree), rows: placesOf(drawn, isFree), out });
  if (levels > 1) learn(table, codes, known(drawn, missing), Array(levels).keys());
  return out;
}

const seedOf = (table: Growing, place: number): number => derivedSeed(table.seed, 23, place);

const known = (drawn: Int32Array, missing: Float64Array | undefined): Int32Array =>
  missing ? drawn.map((code, row) => (missing[row] === 1 ? -1 : code)) : drawn;

const placesOf = (values: ArrayLike<number>, holds: (value: number) => boolean): Int32Array =>
  Int32Array.from(Array.from(values).keys()).filter((row) => holds(values[row]!));

function codesOf(values: Float64Array, levels: Float64Array): Float64Array {
  const codes = new Map(Array.from(levels, (level, code) => [level, code]));
  return values.map((value) => codes.get(value) ?? Number.NaN);
}

/** Puts numbers into `rows` of `out`, as `known` rows have them. */
async function drawFreely(
  table: Growing,
  { place, drawable: { steps }, features }: ColumnAsked,
  view: NumberView,
  { known, rows, out }: { readonly known: Int32Array; readonly rows: Int32Array; readonly out: Float64Array },
): Promise<void> {
  const { model, cells, context } = table;
  const seed = derivedSeed(table.seed, 31, place);
  const random = randomOf(seed);
  if (features.length === 0 || known.length < fewestKnown) {
    for (const row of rows) out[row] = onStep(steps, marginal(view, random));
    return;
  }
  const conditional = await fitConditional(model, {
    cells,
    place,
    view,
    features,
    rows: known,
    most: mostContext,
    seed: derivedSeed(seed, 1),
  });
  await expectCells(model, conditional, withGaps(table.values), rows, context, (expected, part) => {
    if (expected.kind === 'class') return;
    const at = evenLevels(expected.shift, random);
    for (const [i, row] of part.entries()) out[row] = onStep(steps, valueAt(expected, i, at[i]!));
  });
}

function marginal({ scores: { sorted }, decimals }: NumberView, random: () => number): number {
  const place = random() * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return rounded(low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place)), decimals);
}

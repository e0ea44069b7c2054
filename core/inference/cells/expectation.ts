import type { JobContext } from '../../../contract/context.ts';
import { barQuantile } from '../bars.ts';
import { classProbabilities, numberAnswer } from '../in-context.ts';
import type { LoadedModel } from '../session.ts';
import type { ClassView, NumberView } from './column-view.ts';
import type { Conditional } from './conditional.ts';
import { rounded } from './decimals.ts';
import { expectedScores } from './linear-base.ts';
import { fromScore } from './normal-scores.ts';

/** Probabilities `[rows, levels]`. */
export interface ClassExpectation {
  readonly kind: 'class';
  readonly view: ClassView;
  readonly probabilities: Float64Array;
}

/** Densities `[rows, bars]` of normal scores, each between two of the `edges`, moved by the row's `shift`. */
export interface NumberExpectation {
  readonly kind: 'number';
  readonly view: NumberView;
  readonly edges: Float64Array;
  readonly density: Float32Array;
  readonly shift: Float64Array;
}

/** What is expected of the cells of one column, row by row. */
export type Expectation = ClassExpectation | NumberExpectation;

/** Rows to be asked about, in columns: as they are, and without gaps. */
export interface Asked {
  readonly values: readonly Float64Array[];
  readonly completed: readonly Float64Array[];
}

/** Few enough rows that their densities stay small. */
const chunk = 8192;

/** Tells what is expected of the cells of `rows`, in chunks: `take` gets each chunk's rows and what is expected of them. */
export async function expectCells(
  model: LoadedModel,
  conditional: Conditional,
  asked: Asked,
  rows: Int32Array,
  context: JobContext,
  take: (expected: Expectation, rows: Int32Array, from: number) => void,
): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.subarray(from, from + chunk);
    take(await expectChunk(model, conditional, asked, part, context), part, from);
  }
}

async function expectChunk(
  model: LoadedModel,
  { view, fit, features, merged, base }: Conditional,
  { values, completed }: Asked,
  rows: Int32Array,
  context: JobContext,
): Promise<Expectation> {
  const columns = features.map((feature) => values[feature]!);
  if (fit.kind === 'class') {
    const of = view as ClassView;
    const raw = await classProbabilities(model, fit, columns, rows, context);
    return { kind: 'class', view: of, probabilities: merged ? divided(raw, of, merged, fit.classes) : raw };
  }
  const shift = expectedScores(
    base!,
    base!.features.map((feature) => completed[feature]!),
    rows,
  );
  const { edges, density } = await numberAnswer(model, fit, columns, rows, context, true);
  return { kind: 'number', view: view as NumberView, edges, density: density!, shift };
}

/** Divides a shared class's probability among its levels by their shares. */
function divided(raw: Float64Array, { levels, shares }: ClassView, merged: Int32Array, classes: number): Float64Array {
  const total = new Float64Array(classes);
  merged.forEach((code, level) => {
    total[code]! += shares[level]!;
  });
  const k = levels.length;
  return Float64Array.from({ length: (raw.length / classes) * k }, (_, i) => {
    const level = i % k;
    const code = merged[level]!;
    return (raw[Math.floor(i / k) * classes + code]! * shares[level]!) / total[code]!;
  });
}

/** The likeliest level, or the mean of the density, of one row; `sureness` is its probability, or null for a number. */
export function likeliest(
  expected: Expectation,
  row: number,
): { readonly value: number; readonly sureness: number | null } {
  if (expected.kind === 'number') return { value: meanOf(expected, row), sureness: null };
  const { view, probabilities } = expected;
  const k = view.levels.length;
  let best = 0;
  for (let level = 1; level < k; level++) {
    if (probabilities[row * k + level]! > probabilities[row * k + best]!) best = level;
  }
  return { value: view.levels[best]!, sureness: probabilities[row * k + best]! };
}

/** What a gap is filled with: the likeliest class, or a number's mean, with no more decimals than known ones have. */
export function filledValue(expected: Expectation, row: number): number {
  const { value } = likeliest(expected, row);
  return expected.kind === 'number' ? rounded(value, expected.view.decimals) : value;
}

/** The value below which a share of the density lies. */
export function quantileAt({ density, edges, view, shift }: NumberExpectation, row: number, level: number): number {
  return fromScore(view.scores, shift[row]! + barQuantile(density, row * (edges.length - 1), edges, level));
}

/** The value below which a share of the density lies, with no more decimals than the known ones have. */
export const valueAt = (expected: NumberExpectation, row: number, level: number): number =>
  rounded(quantileAt(expected, row, level), expected.view.decimals);

/** A value drawn from what is expected, within the known ones, with no more decimals than they have. */
export function drawnValue(expected: Expectation, row: number, random: () => number): number {
  const level = random();
  if (expected.kind === 'number') return valueAt(expected, row, level);
  const { view, probabilities } = expected;
  const k = view.levels.length;
  let below = 0;
  for (let code = 0; code < k; code++) {
    below += probabilities[row * k + code]!;
    if (level < below) return view.levels[code]!;
  }
  return view.levels[k - 1]!;
}

/** Mean of the values that the bars stand for. */
function meanOf({ density, edges, view, shift }: NumberExpectation, row: number): number {
  const bars = edges.length - 1;
  let sum = 0;
  let all = 0;
  for (let bar = 0; bar < bars; bar++) {
    const mass = density[row * bars + bar]!;
    if (mass < 1e-6) continue;
    sum += mass * fromScore(view.scores, shift[row]! + (edges[bar]! + edges[bar + 1]!) / 2);
    all += mass;
  }
  return sum / all;
}

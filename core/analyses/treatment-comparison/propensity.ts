import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { ModelIdentity } from '../../../contract/model-results.ts';
import { stratifiedSample } from '../../inference/sample.ts';
import type { ModelColumn } from '../../inference/table.ts';
import type { Square } from '../../stats/cholesky.ts';
import { logisticRegression } from '../../stats/logistic-regression.ts';
import type { ModelPort } from '../model-port.ts';
import type { Design } from './design.ts';
import { mostRead } from './limits.ts';
import type { Covariate, Subjects } from './subjects.ts';

/** The probability of the treatment given the covariates, strictly between 0 and 1. */
export interface Propensity {
  readonly by: 'logistic' | 'model';
  readonly propensity: Float64Array;
  /** The regression behind it: what an interval needs to take its estimation into account. Null for the model's. */
  readonly regression: {
    readonly columns: readonly Float64Array[];
    readonly covariance: Square;
    /** 1 for the rows it was fitted on. */
    readonly rows: Uint8Array;
  } | null;
  readonly model: ModelIdentity | null;
  readonly notes: readonly string[];
}

const nearest = 1e-6;
const inside = (e: number): number => Math.min(Math.max(e, nearest), 1 - nearest);

/** A penalty of one on standardised covariates: a normal prior of that spread, weak, and enough against separation. */
const ridge = 1;

/**
 * Propensity by logistic regression with main effects. The fitted probabilities are used as they are: weights by an
 * estimated propensity are more precise than by the true one (Lunceford and Davidian 2004, Stat Med 23:2937-2960).
 */
export function logisticPropensity({ columns }: Design, arm: Uint8Array): Propensity {
  const { fitted, covariance } = logisticRegression({ columns, y: arm, ridge });
  return {
    by: 'logistic',
    propensity: fitted.map(inside),
    regression: { columns, covariance, rows: new Uint8Array(arm.length).fill(1) },
    model: null,
    notes: [],
  };
}

/**
 * The regression again on those who are left after trimming (Li, Thomas and Li 2019, Am J Epidemiol 188:250-257): weights
 * then balance the persons they are used on. The model's propensity stays as it is.
 */
export function refitted(given: Propensity, arm: Uint8Array, kept: Uint8Array): Propensity {
  if (!given.regression || kept.every((one) => one === 1)) return given;
  const places = Int32Array.from(kept.keys()).filter((i) => kept[i] === 1);
  const { columns } = given.regression;
  const { fitted, covariance } = logisticRegression({
    columns: columns.map((column) => Float64Array.from(places, (i) => column[i]!)),
    y: Uint8Array.from(places, (i) => arm[i]!),
    ridge,
  });
  const propensity = Float64Array.from(given.propensity);
  places.forEach((i, at) => {
    propensity[i] = inside(fitted[at]!);
  });
  return { ...given, propensity, regression: { columns, covariance, rows: kept } };
}

/** What the model says of a column it says by its name: the label, where that is the only one of its kind. */
function namedByLabel(covariates: readonly Covariate[]): ModelColumn[] {
  const isUnique = new Set(covariates.map(({ label }) => label)).size === covariates.length;
  return covariates.map(({ label, ...column }) => (isUnique ? { ...column, name: label } : column));
}

/** 1 for the persons the model reads: everybody, or a sample in which each arm has its share. */
export function readByModel(arm: Uint8Array, seed: number, most = mostRead): Uint8Array {
  const drawn = stratifiedSample(Int32Array.from(arm.keys()), (row) => arm[row]!, most, seed);
  const read = new Uint8Array(arm.length);
  for (const row of drawn) read[row] = 1;
  return read;
}

/** Propensity by the on-device model, each person predicted from the others' folds. */
export async function modelPropensity(
  port: ModelPort,
  { arm, covariates }: Pick<Subjects, 'arm' | 'covariates'>,
  seed: number,
  context: JobContext,
): Promise<Propensity> {
  const isSample = arm.length > mostRead;
  const answer = await port.crossPredict(
    {
      table: { rows: arm.length, columns: namedByLabel(covariates) },
      target: { name: 'treatment', kind: 'class', values: Float64Array.from(arm), classes: ['comparator', 'treated'] },
      // Of a sample, three folds read a thousand each.
      folds: isSample ? 3 : 5,
      seed,
      ...(isSample ? { contextRows: readByModel(arm, seed) } : {}),
    },
    context,
  );
  const treated = answer.kind === 'class' ? answer.classes.indexOf('treated') : -1;
  if (answer.kind !== 'class' || treated < 0)
    throw new Failure('internal', 'The model answered something else than the probability of treatment.');
  const { classes, probabilities } = answer;
  return {
    by: 'model',
    propensity: Float64Array.from(arm, (_, row) => inside(probabilities[row * classes.length + treated]!)),
    regression: null,
    model: answer.model,
    notes: [
      ...(isSample ? [sampleNote] : []),
      // Whoever is not read has no treatment as far as the model knows: that is no gap in the data.
      ...answer.notices
        .filter(({ kind }) => !isSample || kind !== 'rows-without-target')
        .map(({ message }) => `The model: ${message}`),
    ],
  };
}

const sampleNote = `The model read ${mostRead.toLocaleString('en')} persons, each arm by its share, and from them predicted everybody, nobody from themselves.`;

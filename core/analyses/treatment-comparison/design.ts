import { quantileOfSorted } from '../../inference/ranks.ts';
import { moments } from '../../stats/moments.ts';
import type { Covariate } from './subjects.ts';

/** One column of the regression and one line of the balance: a number, or 1 and 0. Nothing is missing any more. */
export interface Term {
  readonly label: string;
  readonly isBinary: boolean;
  readonly values: Float64Array;
}

export interface Design {
  readonly terms: readonly Term[];
  /** The terms with mean 0 and standard deviation 1, for the regression. */
  readonly columns: readonly Float64Array[];
  readonly skipped: readonly { readonly column: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

/**
 * Covariates as a design matrix: a missing number is replaced by the median and marked by a term of its own (the
 * missing-indicator method; Groenwold et al. 2012, CMAJ 184:1265-1269), a missing category is a category; a category
 * becomes a term for each level but the most frequent. What does not vary is left out and named.
 */
export function designOf(covariates: readonly Covariate[]): Design {
  const skipped: { column: string; reason: string }[] = [];
  const imputed: string[] = [];
  const terms = covariates.flatMap((covariate): Term[] => {
    const made = covariate.kind === 'number' ? numberTerms(covariate) : categoryTerms(covariate);
    const varying = made.filter(({ values }) => varies(values));
    if (varying.length === 0) skipped.push({ column: covariate.label, reason: whyFlat(covariate) });
    if (varying.length > 0 && covariate.kind === 'number' && covariate.values.some(Number.isNaN))
      imputed.push(covariate.label);
    return varying;
  });
  const notes =
    imputed.length === 0
      ? []
      : [
          `Missing values of ${imputed.length === 1 ? 'one covariate were' : `${imputed.length} covariates were`} replaced by the median, with a mark that they were missing beside it: ${listed(imputed)}.`,
        ];
  return { terms, columns: terms.map(({ values }) => standardised(values)), skipped, notes };
}

function numberTerms({ label, values }: Covariate): Term[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return [];
  const median = quantileOfSorted(known, 0.5);
  const isBinary = known.every((value) => value === 0 || value === 1);
  const filled = { label, isBinary, values: values.map((value) => (Number.isNaN(value) ? median : value)) };
  if (known.length === values.length) return [filled];
  const missing = { label: `Missing: ${label}`, isBinary: true, values: values.map((v) => Number(Number.isNaN(v))) };
  return [filled, missing];
}

function categoryTerms({ label, values, categories = [] }: Covariate): Term[] {
  const levels = [
    ...categories.map((name, code) => ({ name, has: (value: number) => value === code })),
    { name: 'missing', has: Number.isNaN },
  ];
  const counted = levels
    .map(({ name, has }) => ({ name, has, n: values.reduce((sum, value) => sum + Number(has(value)), 0) }))
    .filter(({ n }) => n > 0);
  const usual = counted.reduce((most, level) => (level.n > (most?.n ?? 0) ? level : most), counted[0]);
  return counted
    .filter((level) => level !== usual)
    .map(({ name, has }) => ({
      label: `${label}: ${name}`,
      isBinary: true,
      values: values.map((value) => Number(has(value))),
    }));
}

const varies = (values: Float64Array): boolean => values.some((value) => value !== values[0]);

const whyFlat = ({ values }: Covariate): string =>
  values.every(Number.isNaN) ? 'is missing in everybody' : 'is the same in everybody';

function standardised(values: Float64Array): Float64Array {
  const { mean, sd } = moments(values);
  return values.map((value) => (value - mean!) / sd!);
}

const listed = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');

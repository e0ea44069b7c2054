import type { ModelSource } from '../../contract/model.ts';

/** The outcome of a cohort is a column of 0 and 1; a person reads the name of the cohort that it is. */
export function outcomeName(source: ModelSource, name: string): string {
  if (source.kind === 'table') return name;
  const names: Readonly<Record<string, string>> = { 0: 'Without it', 1: source.outcome.cohort };
  return names[name] ?? name;
}

/** What is predicted: the outcome's cohort, or the table's column. */
export const targetName = (source: ModelSource): string =>
  source.kind === 'cohort' ? source.outcome.cohort : source.target;

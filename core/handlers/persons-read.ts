import type { ModelSource } from '../../contract/model.ts';
import type { ModelIdentity } from '../../contract/model-results.ts';
import type { Counted } from '../../contract/release.ts';
import { targetName } from './outcome-names.ts';
import { hashOf } from './result-source.ts';

type Condition = Counted['where'][number];

/** Those whom the model read of a source, and of them those that meet conditions. */
export const personsRead = (source: ModelSource, ...where: Condition[]): Counted => ({
  group: source.kind === 'cohort' ? source.cohort : '',
  where,
});

/**
 * Those whose target is one of some classes, whatever window the outcome was looked for in: with another the persons are
 * nearly the same. On a table without persons they are its rows, as other analyses of it count them.
 */
export function ofClasses(source: ModelSource, classes: readonly string[]): Condition {
  const target = targetName(source);
  const isRows = source.kind === 'table' && source.person === undefined;
  return { variable: isRows ? `columns ${target}` : `class of ${target}`, levels: [...classes] };
}

/** Those with a number to predict. */
export const withTarget = (source: ModelSource): Condition => ({
  variable: `${targetName(source)} to predict`,
  levels: ['known'],
});

/** Those whom the model puts into a part, which is another part for other settings of it. */
export const putInto = (part: string, { hash }: ModelIdentity, settings: unknown): Condition => ({
  variable: `put by ${hashOf([hash, settings])}`,
  levels: [part],
});

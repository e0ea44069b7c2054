import type { Counted } from '../editor/editor-context.ts';
import type { LiveCounts } from './use-live-counts.ts';

const whole = '$.PrimaryCriteria';

/**
 * What the entry events find before observation time, limits and restrictions are asked: as counted together, or that of
 * the only one. Several that were only counted one by one share persons, so they have no number together: null.
 */
export function entryFound({ latest, state }: LiveCounts): Counted | null {
  if (!latest || state.kind !== 'current') return null;
  const together = latest.counts.find(({ path }) => path === whole);
  if (together) return { persons: together.persons, events: together.events };
  const section = latest.outline.sections.find(({ id }) => id === 'entry');
  const criteria = (section?.nodes ?? []).filter(({ role, isCounted }) => role === 'criterion' && isCounted);
  const [only] = criteria;
  const count = criteria.length === 1 ? latest.counts.find(({ path }) => path === only?.path) : undefined;
  return count ? { persons: count.persons, events: count.events } : null;
}

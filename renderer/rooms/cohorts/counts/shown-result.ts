import type { CohortResult } from '../../../../contract/cohort.ts';
import type { Generation } from '../generation.ts';
import type { LiveCounts } from './use-live-counts.ts';

/** Whose numbers the page shows. */
export type ShownResult =
  /** Of a generation of the present definition: kept, and usable in analyses. */
  | { readonly kind: 'generated'; readonly result: CohortResult; readonly made: Generation }
  /** Of the present definition, counted live and not kept. */
  | { readonly kind: 'preview'; readonly result: CohortResult }
  /** Of the definition before the last change. */
  | { readonly kind: 'before'; readonly result: CohortResult };

/** The best numbers there are: those generated, those counted live, and else the latest of an earlier definition. */
export function shownResult(made: Generation | undefined, live: LiveCounts): ShownResult | null {
  if (made && !made.stale) return { kind: 'generated', result: made.result, made };
  const { latest, state } = live;
  if (latest) return { kind: state.kind === 'current' ? 'preview' : 'before', result: latest.preview };
  return made ? { kind: 'before', result: made.result } : null;
}

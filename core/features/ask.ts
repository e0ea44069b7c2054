import { Failure } from '../../contract/failure.ts';
import type { FeatureDeclaration, FeatureDomain, FeatureWindow } from '../../contract/features.ts';
import { visitConcepts } from './domains.ts';

export type Statistic = 'present' | 'count' | 'last' | 'mean' | 'slope' | 'since' | 'hospital-days';

/** One line of the declaration in a common form: what to compute from which concepts of a domain in which window. */
export interface Ask {
  readonly domain: FeatureDomain;
  /** `any`: every event of the domain. */
  readonly concepts: readonly number[] | `top:${number}` | 'any';
  readonly descendants: boolean;
  readonly label: string | null;
  readonly window: FeatureWindow;
  readonly statistics: readonly Statistic[];
}

const visitLabels = {
  outpatient: 'Outpatient visits',
  inpatient: 'Hospital stays',
  emergency: 'Emergency visits',
  any: 'Visits',
  'hospital-days': 'Days in hospital',
} as const;

/** The lines of a declaration, presence first. Failure `invalid_input` for a window that isn't declared. */
export function asksOf(declaration: FeatureDeclaration): Ask[] {
  const windowOf = (name: string): FeatureWindow => {
    const found = declaration.windows.find((window) => window.name === name);
    if (!found) throw new Failure('invalid_input', `No window of the features is named “${name}”. Add it to windows.`);
    return found;
  };
  const presence = declaration.presence.map(
    ({ domain, concepts, descendants, label, window, as }): Ask => ({
      domain,
      concepts,
      descendants,
      label: label ?? null,
      window: windowOf(window),
      statistics: [as],
    }),
  );
  const measurements = declaration.measurements.map(
    ({ concepts, descendants, label, window, statistics }): Ask => ({
      domain: 'measurement',
      concepts,
      descendants,
      label: label ?? null,
      window: windowOf(window),
      statistics,
    }),
  );
  const utilisation = declaration.utilisation.map(
    ({ kind, window }): Ask => ({
      domain: 'visit',
      concepts: kind === 'any' ? 'any' : visitConcepts[kind === 'hospital-days' ? 'inpatient' : kind],
      descendants: true,
      label: visitLabels[kind],
      window: windowOf(window),
      statistics: [kind === 'hospital-days' ? 'hospital-days' : 'count'],
    }),
  );
  const timeSince = declaration.timeSince.map(
    ({ domain, concepts, descendants, label, window }): Ask => ({
      domain,
      concepts,
      descendants,
      label: label ?? null,
      window: windowOf(window),
      statistics: ['since'],
    }),
  );
  return [...presence, ...measurements, ...utilisation, ...timeSince];
}

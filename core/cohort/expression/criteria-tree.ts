import type { DomainName } from '../criteria/domain.ts';
import type { AttributeValue } from './attribute-value.ts';
import type { DateAdjustment } from './date-adjustment.ts';
import type { DemographicCriterion } from './demographic.ts';
import type { Occurrence } from './occurrence.ts';
import type { Window } from './window.ts';

/** Events of one domain, narrowed by concept sets, attributes, and what must be found around each of them. */
export interface Criterion {
  readonly path: string;
  readonly domain: DomainName;
  readonly setId: number | null;
  readonly sourceSetId: number | null;
  /** Only the person's first event of the concept set, before any attribute is looked at. */
  readonly first: boolean;
  readonly attributes: readonly AttributeValue[];
  readonly dateAdjustment: DateAdjustment | null;
  readonly correlated: CriteriaGroup | null;
  /** The cohort whose stays these are, where the domain is `Cohort`. */
  readonly cohort?: string;
}

/** So many events of a criterion, in a window around the index event. */
export interface CorrelatedCriterion {
  readonly path: string;
  readonly criterion: Criterion;
  readonly startWindow: Window;
  readonly endWindow: Window | null;
  readonly occurrence: Occurrence;
  readonly restrictVisit: boolean;
  readonly ignoreObservationPeriod: boolean;
}

/** Conditions on an index event, and how many of them must hold. An empty group always holds. */
export interface CriteriaGroup {
  readonly path: string;
  readonly type: 'all' | 'any' | 'atLeast' | 'atMost';
  readonly count: number;
  readonly criteria: readonly CorrelatedCriterion[];
  readonly demographics: readonly DemographicCriterion[];
  readonly groups: readonly CriteriaGroup[];
}

export function isEmpty(group: CriteriaGroup): boolean {
  return group.criteria.length + group.demographics.length + group.groups.length === 0;
}

import type { Release } from '../../../contract/release.ts';
import { estimate } from '../../analyses/survival/estimate.ts';
import * as survival from '../../analyses/survival/spec.ts';
import { compare } from '../../analyses/treatment-comparison/compare.ts';
import { designOf } from '../../analyses/treatment-comparison/design.ts';
import { logisticPropensity } from '../../analyses/treatment-comparison/propensity.ts';
import * as comparison from '../../analyses/treatment-comparison/spec.ts';
import { simulated } from '../../analyses/treatment-comparison/testing/simulated.ts';
import { attritionRelease } from '../../handlers/attrition-release.ts';
import { eventTable } from '../../stats/event-table.ts';

function followed(persons: number, every: number) {
  const each = Array.from({ length: persons }, (_, i) => i);
  return eventTable(
    each.map((i) => 1 + ((i * 37) % 299)),
    each.map((i) => Number(i % every === 0)),
  );
}

/** Survival of 613 and 287 persons who are followed for 299 days. */
export function survivalRelease(): Release {
  const strata = [
    { name: 'A', table: followed(613, 3) },
    { name: 'B', table: followed(287, 2) },
  ];
  const about = {
    source: 'table' as const,
    unit: 'rows' as const,
    outcome: 'event',
    strataBy: 'group',
    timeUnit: 'days',
    eventReading: '',
    excluded: [],
    notes: [],
  };
  return survival.spec.release(estimate({ strata, about }, survival.params.parse({})));
}

/** A treatment comparison of 900 persons, with its weighted curves. */
export function comparisonRelease(): Release {
  const gathered = simulated({ persons: 900, logHazardRatio: 0.4, seed: 7 }, 'survival');
  const { subjects } = gathered;
  const design = designOf(subjects.covariates);
  const propensities = [logisticPropensity(design, subjects.arm)];
  return comparison.spec.release(compare({ gathered, design, propensities, params: comparison.params.parse({}) }));
}

/** A cohort’s attrition: the persons with the entry event, and those left after each rule, with 301 events more. */
export function attritionOf(...left: readonly number[]): Release {
  const [entry, ...after] = left.map((n) => ({ persons: n, events: n + 301 }));
  const last = after.at(-1)!;
  return attritionRelease({
    name: 'gout',
    rows: last.events,
    persons: last.persons,
    attrition: {
      events: { entry: entry!.events, final: last.events },
      persons: { entry: entry!.persons, final: last.persons },
      rules: after.map((one, i) => ({ name: `rule ${'abcdefgh'[i]}`, ...one, eventsGain: 0, personsGain: 0 })),
    },
    entry: [],
    remaining: after,
  });
}

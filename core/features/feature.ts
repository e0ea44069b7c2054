import type { FeatureWindow } from '../../contract/features.ts';
import type { Ask, Statistic } from './ask.ts';

/** One column to be: an ask with its concepts resolved. `number` tells features apart in the long table. */
export interface Feature {
  readonly number: number;
  readonly name: string;
  readonly label: string;
  /** The label without statistic and window: “HbA1c”. */
  readonly what: string;
  readonly domain: Ask['domain'];
  readonly statistic: Statistic;
  readonly conceptIds: readonly number[];
  readonly descendants: boolean;
  readonly window: FeatureWindow;
  /** Days by which the window is moved back from the index date. */
  readonly lead: number;
}

/** A window in words: “in the 365 days before”. */
export function windowWords({ fromDay, toDay }: FeatureWindow): string {
  const before = fromDay <= -36_500 ? 'any time before' : `in the ${-fromDay} days before`;
  if (fromDay === 0 && toDay === 0) return 'on the index date';
  if (fromDay < 0 && toDay === -1) return before;
  if (fromDay < 0 && toDay === 0) return `${before} or on the index date`;
  return `from day ${fromDay} to day ${toDay}, counted from the index date`;
}

const phrase: Readonly<Record<Statistic, string>> = {
  present: '',
  count: 'number of records, ',
  last: 'last, ',
  mean: 'mean, ',
  slope: 'change per year, ',
  since: 'days since the last, ',
  'hospital-days': '',
};

const suffix: Readonly<Record<Statistic, string>> = {
  present: '',
  count: '_count',
  last: '_last',
  mean: '_mean',
  slope: '_slope',
  since: '_days_since',
  'hospital-days': '',
};

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');

/** An ask with the concepts it means; an empty list means every event of the domain. */
export interface Resolved {
  readonly ask: Ask;
  readonly conceptIds: readonly number[];
  readonly descendants: boolean;
}

/** “HbA1c: last, in the 365 days before”. Utilisation has a label that says what is counted. */
function words({ ask }: Resolved, statistic: Statistic, what: string): string {
  const isNamed = ask.domain === 'visit' && ask.label !== null && statistic === 'count';
  const how = isNamed ? '' : phrase[statistic];
  return `${what}${how ? ': ' : ', '}${how}${windowWords(ask.window)}`;
}

/** The columns of resolved asks: one per statistic and concept, or per statistic where the ask has a label; at each lead. */
export function featuresOf(
  resolved: readonly Resolved[],
  conceptName: (id: number) => string,
  firstNumber: number,
  leads: readonly number[],
): Feature[] {
  const once = featuresAtIndex(resolved, conceptName);
  return leads.flatMap((lead, k) =>
    once.map((feature, i) => ({ ...feature, lead, number: firstNumber + k * once.length + i })),
  );
}

function featuresAtIndex(resolved: readonly Resolved[], conceptName: (id: number) => string) {
  const taken = new Set<string>();
  const unique = (name: string): string => {
    let candidate = name;
    for (let n = 2; taken.has(candidate); n++) candidate = `${name}_${n}`;
    taken.add(candidate);
    return candidate;
  };
  const features: Omit<Feature, 'number' | 'lead'>[] = [];
  for (const one of resolved) {
    const { ask, conceptIds, descendants } = one;
    const groups = ask.label ? [conceptIds] : conceptIds.map((id) => [id]);
    for (const ids of groups) {
      const what = ask.label ?? conceptName(ids[0]!);
      const stem = `${ask.domain}_${ask.label ? slug(ask.label) : ids[0]}`;
      for (const statistic of ask.statistics) {
        features.push({
          name: unique(`${stem}${suffix[statistic]}_${slug(ask.window.name)}`),
          label: words(one, statistic, what),
          what,
          domain: ask.domain,
          statistic,
          conceptIds: ids,
          descendants,
          window: ask.window,
        });
      }
    }
  }
  return features;
}

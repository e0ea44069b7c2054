import type { Control, OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import { cohortDomain, criterionNames, type Domain } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import { attributeActions, attributeLines } from './attribute.ts';
import {
  action,
  choice,
  conceptSet,
  either,
  node,
  number,
  removal,
  sentence,
  set,
  type Words,
  type Writing,
} from './build.ts';
import { allOf } from './first-values.ts';
import { at, has, isObject, isThere, keysOf, numberOf, type Spot, textOf } from './spot.ts';

/** A criterion as it stands in a list: `{ "<Domain>": { … } }`, with its domain where it has one. */
export interface Event {
  readonly domain: Domain | null;
  /** What stands under the domain's key. */
  readonly body: Spot;
}

export function eventAt(spot: Spot): Event {
  const name = criterionNames.find((one) => isObject(spot.value) && Object.hasOwn(spot.value, one));
  return name === undefined ? { domain: null, body: spot } : { domain: domains[name], body: at(spot, name) };
}

/** What an event is called where something is seen from it: “the drug exposure”. */
export const anchorOf = ({ domain }: Event): string => (domain === null ? 'that event' : `that ${domain.label}`);

/** “drug exposure of “Metformin””, in the plural if there are several. */
export function nounWords(writing: Writing, { domain, body }: Event, isMany: boolean): Words {
  if (domain === null) return ['event of a kind that Stillroom does not know'];
  const noun = isMany ? domain.plural : domain.label;
  if (domain.name === cohortDomain) return [`${noun} `, cohortName(writing, at(body, 'Name'))];
  if (domain.concept === null) return [noun];
  return [`${noun} of `, conceptSet(writing, at(body, 'CodesetId'), `concept set of the ${domain.label}`, 'any kind')];
}

/** The cohort of the study that stays are in. */
function cohortName({ cohorts }: Writing, spot: Spot): Control {
  const name = textOf(spot);
  const options = [...new Set([...cohorts, ...(name === '' ? [] : [name])])];
  const quoted = (one: string) => `“${one}”`;
  return choice(
    spot,
    'cohort',
    name === '' ? '…' : quoted(name),
    options.map((value) => ({ label: quoted(value), value })),
  );
}

/** “any”, “the first”: which of a person's events an entry or censoring criterion takes. */
export function whichWords({ domain, body }: Event): Words {
  if (domain === null) return ['an '];
  if (!domain.hasFirst) return ['any '];
  return [either(at(body, 'First'), `which ${domain.plural} of a person count`, ['any', 'the first']), ' '];
}

/** The lines under a criterion that stand for its keys; `group` writes what must be found around each event. */
export function bodyLines(
  writing: Writing,
  event: Event,
  group: (spot: Spot, event: Event) => OutlineNode,
): OutlineNode[] {
  const { domain, body } = event;
  if (domain === null) return [];
  const lines = [
    ...sourceLines(writing, body, domain),
    ...domain.attributes.flatMap((attribute) => attributeLines(writing, body, domain, attribute)),
    ...adjustmentLines(body, domain),
    ...otherLines(body, domain),
  ];
  const correlated = at(body, 'CorrelatedCriteria');
  return isThere(correlated) ? [...lines, group(correlated, event)] : lines;
}

/** Where a criterion is counted, taking only the first is a line of its own. */
export function firstLine({ body }: Event): OutlineNode[] {
  const first = at(body, 'First');
  if (first.value !== true) return [];
  const parts = sentence('taking only the first of the person’s history');
  return [node({ path: first.path, role: 'attribute', parts, remove: removal('Remove', first.path) })];
}

function sourceLines(writing: Writing, body: Spot, { source, label }: Domain): OutlineNode[] {
  if (source === null) return [];
  const spot = at(body, source.name);
  if (!has(spot)) return [];
  const set = conceptSet(writing, spot, `source concept set of the ${label}`, 'any concept set');
  const parts = sentence('with a source concept in ', set);
  return [node({ path: spot.path, role: 'attribute', parts, remove: removal('Remove', spot.path) })];
}

/** “30 days before”, of a number that is negative for before. */
export function shift(spot: Spot, what: string): Control {
  const days = numberOf(spot) ?? 0;
  const size = Math.abs(days).toLocaleString('en');
  const text = `${size} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'}`;
  return number(spot, `days after ${what}; negative is before`, { text });
}

function adjustmentLines(body: Spot, { adjustable }: Domain): OutlineNode[] {
  const spot = at(body, 'DateAdjustment');
  if (!isThere(spot)) return [];
  const from = (key: string, otherwise: 'START_DATE' | 'END_DATE', what: string) => {
    const place = at(spot, key);
    const isEnd = (place.value ?? otherwise) === 'END_DATE';
    return choice(place, `what ${what} is seen from`, isEnd ? 'end' : 'start', [
      { label: 'start', value: 'START_DATE' },
      { label: 'end', value: 'END_DATE' },
    ]);
  };
  const parts = sentence(
    'taken to run from ',
    shift(at(spot, 'StartOffset'), 'the start'),
    ' its own ',
    from('StartWith', 'START_DATE', 'the start'),
    ' to ',
    shift(at(spot, 'EndOffset'), 'the end'),
    ' its own ',
    from('EndWith', 'END_DATE', 'the end'),
    adjustable === 'ignored' ? ' (which Circe leaves out)' : '',
  );
  return [node({ path: spot.path, role: 'attribute', parts, remove: removal('Remove', spot.path) })];
}

/** Keys that no sentence speaks of: what can't be answered, and what nobody knows. */
function otherLines(body: Spot, domain: Domain): OutlineNode[] {
  const known = new Set<string>(['Name', 'CodesetId', 'First', 'DateAdjustment', 'CorrelatedCriteria']);
  if (domain.source !== null) known.add(domain.source.name);
  for (const attribute of domain.attributes) {
    known.add(attribute.name);
    known.add(`${attribute.name}CS`);
    if (attribute.kind === 'concepts' && attribute.exclude !== undefined) known.add(attribute.exclude);
  }
  return keysOf(body)
    .filter((key) => !known.has(key) && isThere(at(body, key)))
    .map((key) => {
      const { path } = at(body, key);
      const parts = sentence(`with “${key.slice(0, 60)}”, which Stillroom can’t answer`);
      return node({ path, role: 'attribute', parts, remove: removal('Remove', path) });
    });
}

/** What a criterion can be asked besides what it is asked. */
export function bodyActions({ domain, body }: Event): OutlineAction[] {
  if (domain === null) return [];
  const add = (key: string, label: string, value: unknown, section: string) => {
    const spot = at(body, key);
    return isThere(spot) ? [] : [action(label, [set(spot.path, value)], { section, focus: spot.path })];
  };
  const adjustment = { StartWith: 'START_DATE', StartOffset: 0, EndWith: 'END_DATE', EndOffset: 0 };
  return [
    ...domain.attributes.flatMap((attribute) => attributeActions(body, attribute)),
    ...(domain.source === null || has(at(body, domain.source.name))
      ? []
      : add(domain.source.name, 'source concept', null, 'Attributes')),
    ...(domain.adjustable === 'ignored' ? [] : add('DateAdjustment', 'other dates for it', adjustment, 'Timing')),
    ...add('CorrelatedCriteria', 'events around it', allOf(), 'Groups'),
  ];
}

import type { ControlOption, OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import { domains } from '../criteria/domains.ts';
import {
  action,
  choice,
  memberActions,
  node,
  number,
  removal,
  sentence,
  set,
  type Words,
  type Writing,
} from './build.ts';
import { anchorOf, bodyActions, bodyLines, type Event, eventAt, firstLine, nounWords } from './criterion.ts';
import { demographicNode, demographicStarts } from './demographic.ts';
import { allOf, anyOf, anyStay, anyTime, anyTimeEvent } from './first-values.ts';
import { countWords, distinctAction, distinctLines } from './occurrence.ts';
import { offeredDomains } from './offered.ts';
import { at, isThere, membersOf, type Spot, textOf } from './spot.ts';
import { endWindow, placeLines, windowWords } from './window.ts';

// Criteria hold groups and groups hold criteria, so the lines of both stand in one file.

/** The event that a group looks around: what it is called, and a criterion’s own where the group lies in one. */
export interface Around {
  readonly writing: Writing;
  readonly anchor: string;
}

/** “all of these hold”, “at least 2 of these 3 hold”. */
export function groupWords(group: Spot): Words {
  const type = at(group, 'Type');
  const count = at(group, 'Count');
  const word = textOf(type).toUpperCase();
  const size = sizeOf(group);
  const counted = (label: string, value: string): ControlOption => {
    const edits = [set(type.path, value)];
    return { label, value, edits: isThere(count) ? edits : [...edits, set(count.path, 1)] };
  };
  const options = [
    { label: 'all', value: 'ALL' },
    { label: 'any', value: 'ANY' },
    counted('at least', 'AT_LEAST'),
    counted('at most', 'AT_MOST'),
  ];
  const found = options.find(({ value }) => value === word);
  const how = choice(type, 'how many of these must hold', found?.label ?? (size === 0 ? 'all' : '…'), options);
  const isCounted = word === 'AT_LEAST' || word === 'AT_MOST';
  const many = isCounted ? [' ', number(count, 'how many must hold', { min: 0 })] : [];
  return [how, ...many, size === 0 ? ' of these hold (nothing is asked yet)' : ' of these hold:'];
}

function sizeOf(group: Spot): number {
  const lists = ['CriteriaList', 'DemographicCriteriaList', 'Groups'];
  return lists.reduce((sum, key) => sum + membersOf(at(group, key)).length, 0);
}

/** The lines of a group’s members: criteria, what the person is, and groups. */
export function groupLines(around: Around, group: Spot): OutlineNode[] {
  const list = (key: string) => at(group, key);
  const criteria = list('CriteriaList');
  const people = list('DemographicCriteriaList');
  const groups = list('Groups');
  return [
    ...membersOf(criteria).map((spot, i) => countedNode(around, spot, memberActions(criteria, i, spot.path))),
    ...membersOf(people).map((spot, i) => demographicNode(around.writing, spot, memberActions(people, i, spot.path))),
    ...membersOf(groups).map((spot, i) => groupNode(around, spot, '', memberActions(groups, i, spot.path))),
  ];
}

export function groupNode(around: Around, group: Spot, lead: string, more: Partial<OutlineNode>): OutlineNode {
  return node({
    path: group.path,
    role: 'group',
    parts: sentence(lead, groupWords(group)),
    ...more,
    add: around.writing.menus.keyOfShared('group', () => groupActions(around.writing, '@')),
    children: groupLines(around, group),
  });
}

/** What a group at `path` can be given: events of every domain, what the person is, and groups. */
export function groupActions({ cohorts, isBrief }: Writing, path: string): OutlineAction[] {
  if (isBrief) return [];
  const into = (key: string, label: string, value: unknown, section: string) =>
    action(label, [{ op: 'insert', path: `${path}.${key}`, value }], { section, focus: `${path}.${key}[+]` });
  return [
    ...offeredDomains.map((name) => into('CriteriaList', domains[name].label, anyTimeEvent(name), 'Events')),
    ...cohorts.map((name) => into('CriteriaList', `stay in “${name}”`, anyTime(anyStay(name)), 'Cohorts')),
    ...demographicStarts.map(({ label, value }) => into('DemographicCriteriaList', label, value, 'Person')),
    into('Groups', 'all of several', allOf(), 'Groups'),
    into('Groups', 'any of several', anyOf(), 'Groups'),
  ];
}

/** What must be found around each event of a criterion. */
export function aroundEvent(writing: Writing) {
  return (group: Spot, event: Event): OutlineNode =>
    groupNode({ writing, anchor: anchorOf(event) }, group, 'such that around it ', {
      remove: removal('Remove', group.path),
    });
}

/** “There are at least 2 drug exposures of “Metformin” starting between …”. */
function countedNode({ writing, anchor }: Around, spot: Spot, more: Partial<OutlineNode>): OutlineNode {
  const event = eventAt(at(spot, 'Criteria'));
  const occurrence = at(spot, 'Occurrence');
  const { words, isMany } = countWords(occurrence);
  return node({
    path: spot.path,
    role: 'criterion',
    parts: sentence(
      isMany ? 'there are ' : 'there is ',
      words,
      ' ',
      nounWords(writing, event, isMany),
      ' ',
      windowWords(at(spot, 'StartWindow'), 'StartWindow', anchor),
    ),
    ...more,
    isCounted: event.domain !== null,
    children: [
      ...placeLines(spot, anchor),
      ...distinctLines(occurrence, event.domain),
      ...firstLine(event),
      ...bodyLines(writing, event, aroundEvent(writing)),
    ],
    add: writing.isBrief
      ? null
      : writing.menus.keyOf(spot.path, [...countedActions(spot, event), ...bodyActions(event)]),
  });
}

function countedActions(spot: Spot, event: Event): OutlineAction[] {
  const { domain, body } = event;
  const add = (place: Spot, label: string, value: unknown) =>
    isThere(place) && place.value !== false
      ? []
      : [action(label, [set(place.path, value)], { section: 'Timing', focus: place.path })];
  return [
    ...(domain?.hasFirst ? add(at(body, 'First'), 'only the first in history', true) : []),
    ...add(at(spot, 'EndWindow'), 'when it ends', endWindow()),
    ...add(at(spot, 'RestrictVisit'), 'in the same visit', true),
    ...add(at(spot, 'IgnoreObservationPeriod'), 'also outside the observation period', true),
    ...distinctAction(at(spot, 'Occurrence')),
  ];
}

import type { Outline, OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import { domains } from '../criteria/domains.ts';
import { arrangedRules, rulesPath } from '../rules-off.ts';
import {
  action,
  addition,
  choice,
  freeText,
  memberActions,
  node,
  number,
  removal,
  sentence,
  set,
  type Words,
  type Writing,
} from './build.ts';
import { bodyActions, bodyLines, eventAt, nounWords, whichWords } from './criterion.ts';
import { allOf, anyEvent, anyStay, newRule } from './first-values.ts';
import { aroundEvent, groupActions, groupLines, groupNode, groupWords } from './group.ts';
import { offeredDomains } from './offered.ts';
import { at, isThere, membersOf, type Spot, textOf } from './spot.ts';

export type OutlineSection = Outline['sections'][number];

const entryAnchor = 'the entry event';

/** “the first”, “all”: a limit’s words. Circe reads anything but All and Last as First. */
export function limit(spot: Spot, what: string) {
  const type = at(spot, 'Type');
  const word = textOf(type).toLowerCase();
  const text = word === 'all' ? 'every one' : word === 'last' ? 'the last' : 'the first';
  return choice(type, what, text, [
    { label: 'the first', value: 'First' },
    { label: 'the last', value: 'Last' },
    { label: 'every one', value: 'All' },
  ]);
}

/** A criterion by itself, as entry and censoring events are. */
export function eventNode(
  writing: Writing,
  spot: Spot,
  lead: string,
  end: string,
  more: Partial<OutlineNode>,
): OutlineNode {
  const event = eventAt(spot);
  return node({
    path: spot.path,
    role: 'criterion',
    parts: sentence(lead, whichWords(event), nounWords(writing, event, false), end),
    ...more,
    isCounted: event.domain !== null,
    children: bodyLines(writing, event, aroundEvent(writing)),
    add: writing.menus.keyOf(spot.path, bodyActions(event)),
  });
}

export const eventActions = ({ cohorts }: Writing, list: Spot): OutlineAction[] => [
  ...offeredDomains.map((name) => addition(list, domains[name].label, anyEvent(name), 'Events')),
  ...cohorts.map((name) => addition(list, `stay in “${name}”`, anyStay(name), 'Cohorts')),
];

export function entrySection(writing: Writing, root: Spot): OutlineSection {
  const entry = at(root, 'PrimaryCriteria');
  const list = at(entry, 'CriteriaList');
  const window = at(entry, 'ObservationWindow');
  const days = (key: string, label: string) =>
    number(at(window, key), label, { min: 0, text: dayText(at(window, key)) });
  const lines = [
    node({
      path: window.path,
      role: 'line',
      parts: sentence(
        'The event lies in an observation period, with at least ',
        days('PriorDays', 'days of observation before the event'),
        ' before it and ',
        days('PostDays', 'days of observation after the event'),
        ' after it.',
      ),
    }),
    node({
      path: at(entry, 'PrimaryCriteriaLimit').path,
      role: 'line',
      parts: sentence(
        'Of each person’s such events, ',
        limit(at(entry, 'PrimaryCriteriaLimit'), 'which entry events count'),
        ' counts.',
      ),
    }),
  ];
  return {
    id: 'entry',
    heading: 'Entry events',
    hint: 'Persons enter the cohort with one of these events.',
    nodes: [
      ...membersOf(list).map((spot, i) => eventNode(writing, spot, '', '', memberActions(list, i, spot.path))),
      ...lines,
    ],
    add: eventActions(writing, list),
    pasteInto: list.path,
  };
}

export function dayText({ value }: Spot): string {
  const days = typeof value === 'number' ? value : 0;
  return `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
}

/** What the entry events are asked besides, before any inclusion rule. */
export function qualifyingSection(writing: Writing, root: Spot): OutlineSection {
  const group = at(root, 'AdditionalCriteria');
  const isAsked = isThere(group);
  const limitSpot = at(root, 'QualifiedLimit');
  const limitLine = node({
    path: limitSpot.path,
    role: 'line',
    parts: sentence(
      'Of each person’s events that remain, ',
      limit(limitSpot, 'which qualifying events count'),
      ' counts.',
    ),
  });
  const around = { writing, anchor: entryAnchor };
  const start = action('Restrict the entry events', [set(group.path, allOf())], { focus: group.path });
  return {
    id: 'qualifying',
    heading: 'Restriction of the entry events',
    hint: 'Entry events around which this does not hold are left out before any rule is looked at.',
    nodes: isAsked ? [groupNode(around, group, '', { remove: removal('Remove', group.path) }), limitLine] : [],
    add: isAsked ? [] : [start],
    pasteInto: isAsked ? group.path : null,
  };
}

/** One inclusion rule with its conditions under it. `lead` is its number. */
function ruleNode(writing: Writing, rule: Spot, more: Partial<OutlineNode>): OutlineNode {
  const group = at(rule, 'expression');
  const description = at(rule, 'description');
  const around = { writing, anchor: entryAnchor };
  return node({
    path: rule.path,
    role: 'rule',
    parts: sentence(ruleWords(rule)),
    ...more,
    children: [...descriptionLine(description), ...groupLines(around, group)],
    add: ruleMenu(writing, isThere(description)),
  });
}

const about = action('description', [set('@.description', '')], { section: 'About', focus: '@.description' });

const ruleMenu = (writing: Writing, isDescribed: boolean): string | null =>
  writing.menus.keyOfShared(`rule ${isDescribed}`, () => [
    ...groupActions(writing, '@.expression'),
    ...(isDescribed ? [] : [about]),
  ]);

function ruleWords(rule: Spot): Words {
  return [
    freeText(at(rule, 'name'), 'name of the rule', 'Rule without a name'),
    ': ',
    ...groupWords(at(rule, 'expression')),
  ];
}

function descriptionLine(description: Spot): OutlineNode[] {
  if (!isThere(description)) return [];
  const parts = sentence(freeText(description, 'description of the rule', 'Description'));
  return [node({ path: description.path, role: 'line', parts, remove: removal('Remove', description.path) })];
}

export function rulesSection(writing: Writing, root: Spot): OutlineSection {
  const list = at(root, 'InclusionRules');
  const rules = arrangedRules(root.value);
  let on = 0;
  const nodes = rules.map(({ path, rule, isOff }, index) => {
    if (!isOff) on += 1;
    return ruleNode(
      writing,
      { path, value: rule },
      {
        isOff,
        remove: removal('Remove', path),
        duplicate: action('Duplicate', [{ op: 'duplicate', path }], isOff ? {} : { focus: `${rulesPath}[${on}]` }),
        toggle: action(isOff ? 'Switch on' : 'Switch off', [{ op: 'switch', path, on: isOff }]),
        list: { path: rulesPath, index, length: rules.length },
      },
    );
  });
  const count = Array.isArray(list.value) ? list.value.length : 0;
  return {
    id: 'rules',
    heading: 'Inclusion rules',
    hint: 'Of the entry events, those stay for which every rule holds.',
    nodes,
    add: [
      action('Inclusion rule', [{ op: 'insert', path: rulesPath, value: newRule() }], {
        focus: `${rulesPath}[${count}]`,
      }),
    ],
    pasteInto: rulesPath,
  };
}

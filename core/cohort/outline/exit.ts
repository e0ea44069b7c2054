import type { OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import {
  action,
  choice,
  conceptSet,
  date,
  memberActions,
  node,
  number,
  removal,
  remove,
  sentence,
  set,
  type Words,
  type Writing,
} from './build.ts';
import { shift } from './criterion.ts';
import { dayText, eventActions, eventNode, limit, type OutlineSection } from './sections.ts';
import { at, has, isThere, membersOf, type Spot } from './spot.ts';

/** When persons leave. */
export function exitSection(writing: Writing, root: Spot): OutlineSection {
  const list = at(root, 'CensoringCriteria');
  return {
    id: 'exit',
    heading: 'Exit',
    hint: 'When persons leave the cohort, and which events end their time early.',
    nodes: [
      strategyNode(writing, at(root, 'EndStrategy')),
      ...membersOf(list).map((spot, i) =>
        eventNode(writing, spot, 'They leave earlier with ', ' on or after the entry event’s start', {
          ...memberActions(list, i, spot.path),
        }),
      ),
    ],
    add: eventActions(writing, list),
    pasteInto: list.path,
  };
}

const strategies = {
  offset: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
  era: { CustomEra: { GapDays: 30, Offset: 0 } },
};

function strategyNode(writing: Writing, strategy: Spot): OutlineNode {
  const offset = at(strategy, 'DateOffset');
  const era = at(strategy, 'CustomEra');
  const words = {
    observation: 'when their observation ends',
    offset: 'some days after the event',
    era: 'when their drug era ends',
  };
  const kind = isThere(offset) ? 'offset' : isThere(era) ? 'era' : 'observation';
  const toObservation = has(strategy) ? [remove(strategy.path)] : [];
  const word = choice(strategy, 'when persons leave', words[kind], [
    { label: words.observation, value: null, edits: toObservation },
    { label: words.offset, value: strategies.offset },
    { label: words.era, value: strategies.era },
  ]);
  const rest = kind === 'offset' ? offsetWords(offset) : kind === 'era' ? eraWords(writing, era) : ['.'];
  const lines = kind === 'era' ? supplyLine(at(era, 'DaysSupplyOverride')) : noSupply;
  const parts = sentence('Persons leave ', word, rest);
  const add = writing.menus.keyOf(strategy.path, lines.add);
  return node({ path: strategy.path, role: 'line', parts, children: lines.children, add });
}

function offsetWords(offset: Spot): Words {
  const field = at(offset, 'DateField');
  const from = choice(field, 'what the days are counted from', field.value === 'EndDate' ? 'end' : 'start', [
    { label: 'start', value: 'StartDate' },
    { label: 'end', value: 'EndDate' },
  ]);
  return [
    ': ',
    shift(at(offset, 'Offset'), 'the event'),
    ' its ',
    from,
    ', or when their observation ends if that is earlier.',
  ];
}

function eraWords(writing: Writing, era: Spot): Words {
  return [
    ': their exposures to ',
    conceptSet(writing, at(era, 'DrugCodesetId'), 'concept set of the drug', 'a drug (choose a concept set)'),
    ' at most ',
    days(at(era, 'GapDays'), 'days between exposures that count as one'),
    ' apart count as one, which lasts ',
    days(at(era, 'Offset'), 'days added to the end of the drug era'),
    ' longer than the last of them. They leave with their observation if that is earlier.',
  ];
}

const days = (spot: Spot, label: string) => number(spot, label, { text: dayText(spot) });

interface Supply {
  readonly children: readonly OutlineNode[];
  readonly add: readonly OutlineAction[];
}
const noSupply: Supply = { children: [], add: [] };

/** A length of exposure that takes the place of what was recorded. */
function supplyLine(supply: Spot): Supply {
  if (!isThere(supply))
    return {
      children: [],
      add: [action('length of every exposure', [set(supply.path, 30)], { section: 'Attributes', focus: supply.path })],
    };
  const parts = sentence('Each exposure is taken to last ', days(supply, 'days that every exposure lasts'), '.');
  return {
    children: [node({ path: supply.path, role: 'attribute', parts, remove: removal('Remove', supply.path) })],
    add: [],
  };
}

/** Which events become rows of the cohort, and how rows that touch are joined. */
export function rowsSection(root: Spot): OutlineSection {
  const expressionLimit = at(root, 'ExpressionLimit');
  const pad = at(at(root, 'CollapseSettings'), 'EraPad');
  const window = at(root, 'CensorWindow');
  const end = (key: string, label: string, empty: string) => date(at(window, key), label, empty);
  const line = (path: string, ...words: Words) => node({ path, role: 'line', parts: sentence(words) });
  return {
    id: 'rows',
    heading: 'Rows',
    hint: 'A person can be in the cohort more than once: each stay is a row.',
    nodes: [
      line(
        expressionLimit.path,
        'Of each person’s events for which every rule holds, ',
        limit(expressionLimit, 'which events become rows'),
        ' starts a row.',
      ),
      line(
        at(root, 'CollapseSettings').path,
        'Rows of one person at most ',
        days(pad, 'days between rows that are joined'),
        ' apart are joined into one.',
      ),
      line(
        window.path,
        'Rows are cut to the time from ',
        end('StartDate', 'first day that counts', 'the beginning'),
        ' to ',
        end('EndDate', 'last day that counts', 'the end of the data'),
        '.',
      ),
    ],
    add: [],
    pasteInto: null,
  };
}

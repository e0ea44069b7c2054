import type { OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import { listWords, selectionWords } from './attribute.ts';
import { action, node, removal, sentence, set, type Words, type Writing } from './build.ts';
import { firstConcepts, firstDateRange, firstRange } from './domain-words.ts';
import { dateRange, numberRange } from './range.ts';
import { at, isThere, keysOf, type Spot } from './spot.ts';

/** What a person can be asked at an event, by key. */
const asked: readonly {
  readonly key: string;
  readonly label: string;
  readonly first: () => unknown;
  readonly words: (writing: Writing, body: Spot, spot: Spot) => Words;
}[] = [
  {
    key: 'Age',
    label: 'age',
    first: () => firstRange('Age'),
    words: (_, __, spot) => ['is aged ', ...numberRange(spot, 'age', true), ' (by year of birth)'],
  },
  ...(['Gender', 'Race', 'Ethnicity'] as const).flatMap((key) => [
    {
      key,
      label: key.toLowerCase(),
      first: () => firstConcepts(key),
      words: (_: Writing, body: Spot) => ['has ', ...listWords(body, key, key.toLowerCase(), null)],
    },
    {
      key: `${key}CS`,
      label: `${key.toLowerCase()}, by concept set`,
      first: () => ({ IsExclusion: false }),
      words: (writing: Writing, _: Spot, spot: Spot) => ['has ', ...selectionWords(writing, spot, key.toLowerCase())],
    },
  ]),
  {
    key: 'OccurrenceStartDate',
    label: 'date of the event’s start',
    first: () => firstDateRange,
    words: (_, __, spot) => ['has the event start ', ...dateRange(spot, 'date')],
  },
  {
    key: 'OccurrenceEndDate',
    label: 'date of the event’s end',
    first: () => firstDateRange,
    words: (_, __, spot) => ['has the event end ', ...dateRange(spot, 'date')],
  },
];

export const demographicStarts = asked.map(({ key, label, first }) => ({ label, value: { [key]: first() } }));

/** The line of a demographic criterion: one thing asked stands in it, several stand under it. */
export function demographicNode(writing: Writing, spot: Spot, more: Partial<OutlineNode>): OutlineNode {
  const found = asked
    .filter(({ key }) => isThere(at(spot, key)))
    .map(({ key, words }) => ({ path: at(spot, key).path, words: words(writing, spot, at(spot, key)) }));
  const [only] = found;
  const words: Words =
    found.length > 1 ? ['the person meets all of these:'] : ['the person ', ...(only?.words ?? ['may be anybody'])];
  const lines = found.map(({ path, words }) =>
    node({ path, role: 'attribute', parts: sentence(words), remove: removal('Remove', path) }),
  );
  return node({
    path: spot.path,
    role: 'demographic',
    parts: sentence(words),
    ...more,
    children: [...(found.length > 1 ? lines : []), ...unknownLines(spot)],
    add: writing.menus.keyOf(spot.path, demographicActions(spot)),
  });
}

function unknownLines(spot: Spot): OutlineNode[] {
  return keysOf(spot)
    .filter((key) => isThere(at(spot, key)) && !asked.some((one) => one.key === key))
    .map((key) => {
      const { path } = at(spot, key);
      const parts = sentence(`“${key.slice(0, 60)}”, which Stillroom doesn’t know`);
      return node({ path, role: 'attribute', parts, remove: removal('Remove', path) });
    });
}

function demographicActions(spot: Spot): OutlineAction[] {
  return asked
    .filter(({ key }) => !isThere(at(spot, key)))
    .map(({ key, label, first }) => {
      const { path } = at(spot, key);
      return action(label, [set(path, first())], { section: 'Person', focus: path });
    });
}

import type { Control, ControlOption } from '../../../contract/outline.ts';
import { choice, date, freeText, number, remove, set, type Words } from './build.ts';
import { at, has, isThere, type Spot, textOf } from './spot.ts';

const numberWords: Readonly<Record<string, string>> = {
  gte: 'at least',
  lte: 'at most',
  gt: 'more than',
  lt: 'less than',
  eq: 'exactly',
  '!eq': 'other than',
  bt: 'from',
  '!bt': 'outside',
};

const dateWords: Readonly<Record<string, string>> = {
  gte: 'on or after',
  lte: 'on or before',
  gt: 'after',
  lt: 'before',
  eq: 'on',
  '!eq': 'not on',
  bt: 'from',
  '!bt': 'outside',
};

const textWords: Readonly<Record<string, string>> = {
  eq: 'that is',
  '!eq': 'that is not',
  contains: 'containing',
  '!contains': 'not containing',
  startsWith: 'starting with',
  '!startsWith': 'not starting with',
  endsWith: 'ending with',
  '!endsWith': 'not ending with',
};

const takesTwo = (op: string) => op === 'bt' || op === '!bt';

/** Taking an operator that needs a second value gives it one; leaving such an operator takes the second value away. */
function operatorOption(range: Spot, op: string, label: string): ControlOption {
  const extent = at(range, 'Extent');
  const edits = [set(`${range.path}.Op`, op)];
  if (takesTwo(op) && !isThere(extent)) edits.push(set(extent.path, at(range, 'Value').value ?? null));
  if (!takesTwo(op) && has(extent)) edits.push(remove(extent.path));
  return { label, value: op, edits };
}

function operator(range: Spot, what: string, words: Readonly<Record<string, string>>): Control {
  const spot = at(range, 'Op');
  const options = Object.entries(words).map(([op, label]) => operatorOption(range, op, label));
  return choice(spot, `how ${what} is compared`, words[textOf(spot)] ?? '…', options);
}

/** “at least 18”, “from 18 to 65”. */
export function numberRange(range: Spot, what: string, isWhole: boolean): Words {
  const value = (key: string, label: string) => number(at(range, key), `${label} of ${what}`, { isWhole });
  const words = [operator(range, what, numberWords), ' '];
  if (!takesTwo(textOf(at(range, 'Op')))) return [...words, value('Value', 'value')];
  return [...words, value('Value', 'lower limit'), ' to ', value('Extent', 'upper limit')];
}

/** “on or after 2010-01-01”, “from … to …”. */
export function dateRange(range: Spot, what: string): Words {
  const words = [operator(range, what, dateWords), ' '];
  if (!takesTwo(textOf(at(range, 'Op')))) return [...words, date(at(range, 'Value'), what)];
  const [first, last] = [date(at(range, 'Value'), `first ${what}`), date(at(range, 'Extent'), `last ${what}`)];
  return [...words, first, ' to ', last];
}

/** “containing “tablet””. */
export function textMatch(filter: Spot, what: string): Words {
  const spot = at(filter, 'Op');
  const options = Object.entries(textWords).map(([value, label]) => ({ label, value }));
  const how = choice(spot, `how ${what} is compared`, textWords[textOf(spot)] ?? '…', options);
  return [how, ' “', freeText(at(filter, 'Text'), what), '”'];
}

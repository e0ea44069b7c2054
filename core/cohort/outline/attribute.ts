import { assertNever } from '../../../contract/failure.ts';
import type { OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import type { Attribute, Domain, DomainName } from '../criteria/domain.ts';
import {
  action,
  choice,
  conceptSet,
  concepts,
  date,
  either,
  node,
  removal,
  sentence,
  set,
  type Words,
  type Writing,
} from './build.ts';
import { firstConcepts, firstDateRange, firstRange, vocabularyDomain } from './domain-words.ts';
import { dateRange, numberRange, textMatch } from './range.ts';
import { at, has, isThere, type Spot } from './spot.ts';

const line = (path: string, words: Words, also: readonly Spot[] = []): OutlineNode =>
  node({
    path,
    role: 'attribute',
    parts: sentence(words),
    remove: removal('Remove', path, ...also.filter(has).map((spot) => spot.path)),
  });

/** “gender FEMALE”, “condition type other than …”. `exclude` is the key that turns the list into “none of these”. */
export function listWords(body: Spot, name: string, label: string, of: DomainName | null, exclude?: string): Words {
  const list = concepts(at(body, name), label, `any ${label}`, vocabularyDomain(name, of));
  if (exclude === undefined) return [`${label} `, list];
  return [`${label} `, either(at(body, exclude), `how ${label} is compared`, ['among', 'other than']), ' ', list];
}

/** “unit in “Milligrams””, and without a set “any unit recorded”. */
export function selectionWords(writing: Writing, selection: Spot, label: string): Words {
  const isExclusion = at(selection, 'IsExclusion');
  const set = conceptSet(writing, at(selection, 'CodesetId'), `concept set of ${label}`, 'any concept');
  const how = choice(isExclusion, `how ${label} is compared`, isExclusion.value === true ? 'not in' : 'in', [
    { label: 'in', value: false },
    { label: 'not in', value: true },
  ]);
  return [`${label} `, how, ' ', set];
}

function periodWords(period: Spot): Words {
  const end = (key: string, label: string) => date(at(period, key), `${label} to use`, 'its own');
  return ['taking ', end('StartDate', 'start'), ' as its start and ', end('EndDate', 'end'), ' as its end'];
}

/** The lines of one attribute: none where the criterion does not ask for it, two where by list and by concept set. */
export function attributeLines(writing: Writing, body: Spot, domain: Domain, attribute: Attribute): OutlineNode[] {
  const { name, label } = attribute;
  const spot = at(body, name);
  if (attribute.kind === 'concepts') return conceptLines(writing, body, domain, attribute);
  if (!isThere(spot) && !(has(spot) && attribute.kind === 'conceptSet')) return [];
  switch (attribute.kind) {
    case 'date':
      return [line(spot.path, [`with ${label} `, ...dateRange(spot, label)])];
    case 'number':
      return [line(spot.path, [`with ${label} `, ...numberRange(spot, label, attribute.whole)])];
    case 'text':
      return [line(spot.path, [`with ${label} `, ...textMatch(spot, label)])];
    case 'conceptSet':
      return [line(spot.path, [`with ${label} in `, conceptSet(writing, spot, label, 'any concept set')])];
    case 'flag':
      return [line(spot.path, [`with a result that ${spot.value === false ? 'may or may not be' : 'is'} ${label}`])];
    case 'period':
      return [line(spot.path, periodWords(spot))];
    default:
      return assertNever(attribute, 'attribute');
  }
}

function conceptLines(
  writing: Writing,
  body: Spot,
  domain: Domain,
  { name, label, list, exclude }: Attribute & { kind: 'concepts' },
): OutlineNode[] {
  const lines: OutlineNode[] = [];
  const words = at(body, name);
  const selection = at(body, `${name}CS`);
  const also = exclude === undefined ? [] : [at(body, exclude)];
  if (list && isThere(words))
    lines.push(line(words.path, ['with ', ...listWords(body, name, label, domain.name, exclude)], also));
  if (isThere(selection)) lines.push(line(selection.path, ['with ', ...selectionWords(writing, selection, label)]));
  return lines;
}

/** What a criterion can be asked besides, each with a value to start with. */
export function attributeActions(body: Spot, attribute: Attribute): OutlineAction[] {
  const { name, label } = attribute;
  const add = (key: string, value: unknown, words = label) => {
    const spot = at(body, key);
    return has(spot) && (isThere(spot) || value === null)
      ? []
      : [action(words, [set(spot.path, value)], { section: 'Attributes', focus: spot.path })];
  };
  switch (attribute.kind) {
    case 'date':
      return add(name, firstDateRange);
    case 'number':
      return add(name, firstRange(name));
    case 'text':
      return add(name, { Text: '', Op: 'contains' });
    case 'conceptSet':
      return add(name, null);
    case 'flag':
      return add(name, true, 'abnormal result');
    case 'period':
      return add(name, {});
    case 'concepts': {
      const bySet = add(`${name}CS`, { IsExclusion: false }, `${label}, by concept set`);
      return attribute.list ? [...add(name, firstConcepts(name)), ...bySet] : bySet;
    }
    default:
      return assertNever(attribute, 'attribute');
  }
}

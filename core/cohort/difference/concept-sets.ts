import type { Line } from '../outline/lines.ts';
import { at, isObject, membersOf, numberOf, type Spot, textOf } from '../outline/spot.ts';
import { type Block, blockOf } from './blocks.ts';

/** A definition's concept sets, each with one line an item, in the order of the concepts’ ids. */
export function conceptSetBlocks(json: Readonly<Record<string, unknown>>): readonly Block[] {
  return membersOf(at({ path: '$', value: json }, 'ConceptSets')).map((set) => {
    const name = textOf(at(set, 'name')) || `concept set ${numberOf(at(set, 'id')) ?? ''}`;
    const items = membersOf(at(at(set, 'expression'), 'items')).map(itemLine);
    items.sort((a, b) => a.order - b.order);
    return blockOf(name, [{ path: set.path, text: `“${name}”`, depth: 0 }, ...items.map(({ line }) => line)]);
  });
}

function itemLine(item: Spot): { readonly order: number; readonly line: Line } {
  const concept = at(item, 'concept');
  const id = numberOf(at(concept, 'CONCEPT_ID')) ?? 0;
  const is = (key: string) => isObject(item.value) && item.value[key] === true;
  const extra = [is('includeDescendants') ? 'descendants' : '', is('includeMapped') ? 'mapped concepts' : ''].filter(
    Boolean,
  );
  const name = textOf(at(concept, 'CONCEPT_NAME')) || 'concept';
  const text = `${is('isExcluded') ? 'without ' : ''}${name} (${id})${extra.length > 0 ? ` with ${extra.join(' and ')}` : ''}`;
  return { order: id, line: { path: item.path, text, depth: 1 } };
}

import type { Outline } from '../../contract/outline.ts';
import { removal, type Writing } from './outline/build.ts';
import { exitSection, rowsSection } from './outline/exit.ts';
import { createMenus } from './outline/menus.ts';
import { entrySection, qualifyingSection, rulesSection } from './outline/sections.ts';
import { at, isObject, membersOf, numberOf, type Spot, textOf } from './outline/spot.ts';
import { setIdsIn } from './set-ids.ts';

/** With more rules than this, far beyond what can run, menus for each line would take tens of megabytes. */
const mostEdited = 200;

/**
 * A definition’s JSON as sentences whose words can be changed. It is made of the JSON itself, not of what was checked,
 * so that a definition with problems can be read and mended; null where it is no JSON object. `cohorts` are those of the
 * study that criteria can be stays in.
 *
 * @example outlineCohort(json)?.sections[0]?.nodes[0]?.parts // “the first drug exposure of “Metformin””
 */
export function outlineCohort(json: unknown, cohorts: readonly string[] = []): Outline | null {
  if (!isObject(json)) return null;
  const root: Spot = { path: '$', value: json };
  const sets = membersOf(at(root, 'ConceptSets'));
  const names = new Map(sets.map((set) => [numberOf(at(set, 'id')), textOf(at(set, 'name'))]));
  const isBrief = membersOf(at(root, 'InclusionRules')).length > mostEdited;
  const menus = createMenus();
  const writing: Writing = { setName: (id) => names.get(id) || null, cohorts, isBrief, menus };
  return {
    sections: [
      entrySection(writing, root),
      qualifyingSection(writing, root),
      rulesSection(writing, root),
      exitSection(writing, root),
      rowsSection(root),
    ],
    menus: menus.all,
    conceptSets: conceptSets(root, sets),
  };
}

function conceptSets(root: Spot, sets: readonly Spot[]): Outline['conceptSets'] {
  const uses = new Map<number, number>();
  for (const id of setIdsIn(root.value)) uses.set(id, (uses.get(id) ?? 0) + 1);
  return sets.flatMap((set) => {
    const id = numberOf(at(set, 'id'));
    if (id === null || !Number.isInteger(id)) return [];
    const used = uses.get(id) ?? 0;
    return [
      {
        path: set.path,
        id,
        name: textOf(at(set, 'name')),
        items: membersOf(at(at(set, 'expression'), 'items')).length,
        uses: used,
        remove: used > 0 ? null : removal('Remove', set.path),
      },
    ];
  });
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Control, Outline, OutlineAction, OutlineNode } from '../../../contract/outline.ts';
import { addable } from '../../../contract/outline-menu.ts';
import { checkExpression } from '../check.ts';
import { applyEdits } from '../edit.ts';
import { outlineCohort } from '../outline.ts';
import { stepsOf } from '../path.ts';
import { isObject } from './spot.ts';

const folders = [
  'datasets/cohorts',
  ...['circe_be', 'targeted', 'random'].map((name) => `../shared/data/cohorts/${name}`),
];
const files = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => join(folder, file)),
  );

const flat = (nodes: readonly OutlineNode[]): OutlineNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const nodesOf = ({ sections }: Outline) => sections.flatMap(({ nodes }) => flat(nodes));
const controlsOf = (outline: Outline) =>
  nodesOf(outline).flatMap(({ parts }) => parts.filter((part): part is Control => part.kind === 'control'));

function valueAt(json: unknown, path: string): unknown {
  let held = json;
  for (const step of stepsOf(path)) {
    if (typeof step === 'number') held = Array.isArray(held) ? held[step] : undefined;
    else held = isObject(held) ? held[step] : undefined;
  }
  return held;
}

type Json = Record<string, unknown>;
const read = (file: string): Json => JSON.parse(readFileSync(file, 'utf8'));
const outlineOf = (json: Json): Outline => {
  const outline = outlineCohort(json);
  if (!outline) throw new Error('no outline');
  return outline;
};

/** What keeps a definition from running, less what asks to fill in something that was just added. */
const blocking = (json: Json) =>
  checkExpression(json)
    .problems.filter(({ severity }) => severity !== 'warning')
    .map(({ path, message }) => `${path}: ${message}`);

function actionsOf(outline: Outline): OutlineAction[] {
  const nodes = nodesOf(outline);
  return [
    ...outline.sections.flatMap(({ add }) => add),
    ...nodes.flatMap((node) => addable(outline, node)),
    ...nodes.flatMap(({ toggle, duplicate, list, path }) => [
      ...[toggle, duplicate].filter((one) => one !== null),
      ...(list && list.length > 1
        ? [{ label: `move ${path}`, edits: [{ op: 'move' as const, path: list.path, from: 0, to: list.length - 1 }] }]
        : []),
    ]),
  ];
}

/** The last steps of a place without list places: what is offered there does not depend on the rest. */
const kindOf = (path: string) =>
  path
    .replace(/\[\d+\]/g, '[]')
    .split('.')
    .slice(-3)
    .join('.');

/** True the first time: every kind of edit is tried once in a folder, not at each of its thousands of places. */
const once = (seen: Set<string>, key: string): boolean => !seen.has(key) && Boolean(seen.add(key));

describe.each(folders.filter((folder) => existsSync(folder)))('every definition of %s', (folder) => {
  const own = files.filter((file) => file.startsWith(`${folder}/`));
  const isWhole = process.env.STILLROOM_WHOLE === '1';
  const some = own.filter((_, i) => isWhole || i % Math.ceil(own.length / 5) === 0);

  it('has an outline whose places are unique', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const file of own) {
      const paths = nodesOf(outlineOf(read(file))).map(({ path }) => path);
      expect(new Set(paths).size, file).toBe(paths.length);
    }
  });

  it('has controls that hold what stands at their place, and putting it there again changes nothing', () => {
    const wrong: string[] = [];
    for (const file of own) {
      const json = read(file);
      const text = JSON.stringify(json);
      for (const { path, value } of controlsOf(outlineOf(json))) {
        const isHeld = JSON.stringify(value) === JSON.stringify(valueAt(json, path));
        const isKept = value === undefined || JSON.stringify(applyEdits(json, [{ op: 'set', path, value }])) === text;
        if (!isHeld || !isKept) wrong.push(`${file} ${path}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('still reads after any option was chosen', () => {
    const seen = new Set<string>();
    for (const file of some) {
      const json = read(file);
      const before = new Set(blocking(json));
      for (const control of controlsOf(outlineOf(json)))
        for (const { label, value, edits } of control.options) {
          if (!once(seen, `${control.text} ${label} ${kindOf(control.path)}`)) continue;
          const next = applyEdits(json, edits ?? [{ op: 'set', path: control.path, value }]);
          const added = blocking(next).filter((one) => !before.has(one));
          if (label !== 'when their drug era ends') expect(added, `${file} ${control.path} ${label}`).toEqual([]);
          else expect(added.every((one) => one.includes('DrugCodesetId'))).toBe(true);
          const shown = controlsOf(outlineOf(next)).find(({ path }) => path === control.path);
          if (shown) expect(shown.text, `${file} ${control.path}`).toBe(label);
        }
    }
  });

  it('still reads after anything was added, doubled, moved or switched', () => {
    const seen = new Set<string>();
    for (const file of some) {
      const json = read(file);
      const before = new Set(blocking(json).map((one) => one.replace(/^[^:]*/, '')));
      for (const { label, edits, focus } of actionsOf(outlineOf(json))) {
        if (!once(seen, `${label} ${kindOf(edits[0]?.path ?? '')}`)) continue;
        const next = applyEdits(json, edits);
        if (JSON.stringify(next) === JSON.stringify(json)) throw new Error(`${file}: “${label}” changes nothing`);
        const added = blocking(next).filter((one) => !before.has(one.replace(/^[^:]*/, '')));
        expect(added, `${file} ${label}`).toEqual([]);
        if (focus)
          expect(
            nodesOf(outlineOf(next)).map(({ path }) => path),
            `${file} ${label}`,
          ).toContain(focus);
      }
    }
  });

  it('is as it was after a rule was switched off and on again', () => {
    for (const file of own) {
      const json = read(file);
      if (!Array.isArray(json.InclusionRules)) continue;
      for (const [i] of json.InclusionRules.entries()) {
        const off = applyEdits(json, [{ op: 'switch', path: `$.InclusionRules[${i}]`, on: false }]);
        const on = applyEdits(off, [{ op: 'switch', path: '$.Stillroom.rulesOff[0].rule', on: true }]);
        expect(JSON.stringify(on), file).toBe(JSON.stringify(json));
      }
    }
  });
});

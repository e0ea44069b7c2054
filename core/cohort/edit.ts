import { assertNever, Failure } from '../../contract/failure.ts';
import type { Edit } from '../../contract/outline.ts';
import { isObject } from './outline/spot.ts';
import { pathOf, type Step, stepsOf } from './path.ts';
import { type ArrangedRule, arrangedRules, rulesPath, withRules } from './rules-off.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * A definition with edits made to it, one after the other. The definition given stays as it was, keys keep their order,
 * and what the edits do not touch is shared.
 *
 * @throws Failure `invalid_input` where an edit speaks of a place that is not there.
 */
export function applyEdits(definition: Json, edits: readonly Edit[]): Record<string, unknown> {
  return edits.reduce<Record<string, unknown>>(applyEdit, { ...definition });
}

function applyEdit(definition: Record<string, unknown>, edit: Edit): Record<string, unknown> {
  return onRules(definition, edit) ?? asDefinition(change(definition, edit));
}

function change(definition: Json, edit: Edit): unknown {
  const steps = stepsOf(edit.path);
  switch (edit.op) {
    case 'set':
      return setAt(definition, steps, edit.value ?? null, '$');
    case 'remove':
      return inParent(definition, steps, (list, i) => list.toSpliced(i, 1));
    case 'insert':
      return listAt(definition, steps, (list) =>
        inserted(list, edit.index ?? list.length, edit.value ?? null, edit.path),
      );
    case 'move':
      return listAt(definition, steps, (list) => moved(list, edit.from, edit.to, edit.path));
    case 'duplicate':
      return inParent(definition, steps, (list, i) => list.toSpliced(i + 1, 0, structuredClone(list[i])), false);
    case 'switch':
      throw new Failure(
        'invalid_input',
        `At ${edit.path} stands no inclusion rule, so it can’t be switched on or off.`,
      );
    default:
      return assertNever(edit, 'edit');
  }
}

const gone = (path: string) =>
  new Failure('invalid_input', `There is nothing at ${path} in the definition any more. Look at it again and retry.`);

const notA = (what: string, path: string) =>
  new Failure(
    'invalid_input',
    `At ${path} stands no ${what}, so this can’t be put there. Remove what stands there first.`,
  );

function asDefinition(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Failure('invalid_input', 'A cohort definition must stay a JSON object.');
  return value;
}

function setAt(value: unknown, [step, ...rest]: readonly Step[], next: unknown, path: string): unknown {
  if (step === undefined) return next;
  const inside = pathOf([...stepsOf(path), step]);
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) throw gone(inside);
    return value.with(step, setAt(value[step], rest, next, inside));
  }
  if (value !== undefined && value !== null && !isObject(value)) throw notA('object', path);
  const entries: Json = value ?? {};
  const held = Object.hasOwn(entries, step) ? entries[step] : undefined;
  return { ...entries, [step]: setAt(held, rest, next, inside) };
}

/** Changes what stands at `steps`, which must be there. */
function changeAt(value: unknown, steps: readonly Step[], path: string, make: (held: unknown) => unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return make(value);
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) throw gone(path);
    return value.with(step, changeAt(value[step], rest, path, make));
  }
  if (!isObject(value) || !Object.hasOwn(value, step)) throw gone(path);
  return { ...value, [step]: changeAt(value[step], rest, path, make) };
}

/** Changes the list at `steps`; one that is absent is made. */
function listAt(definition: Json, steps: readonly Step[], make: (list: readonly unknown[]) => unknown[]): unknown {
  const path = pathOf(steps);
  const parent = steps.slice(0, -1);
  const key = steps.at(-1);
  if (typeof key !== 'string') return changeAt(definition, steps, path, (held) => make(asList(held, path)));
  const made = setAt(definition, parent, parentOf(definition, parent), '$');
  return changeAt(made, parent, path, (held) => {
    if (!isObject(held)) throw notA('object', pathOf(parent));
    return { ...held, [key]: make(asList(Object.hasOwn(held, key) ? held[key] : undefined, path)) };
  });
}

function parentOf(definition: unknown, steps: readonly Step[]): unknown {
  let held: unknown = definition;
  for (const step of steps) {
    if (typeof step === 'number') held = Array.isArray(held) ? held[step] : undefined;
    else held = isObject(held) && Object.hasOwn(held, step) ? held[step] : undefined;
  }
  return held ?? {};
}

function asList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw notA('list', path);
  return value;
}

/** Changes a member where it stands: in its list as `make` says, or, under a key, by taking the key away. */
function inParent(
  definition: Json,
  steps: readonly Step[],
  make: (list: readonly unknown[], index: number) => unknown[],
  keys = true,
): unknown {
  const last = steps.at(-1);
  const path = pathOf(steps);
  if (last === undefined) throw new Failure('invalid_input', 'A whole definition can’t be removed or doubled here.');
  return changeAt(definition, steps.slice(0, -1), path, (held) => {
    if (typeof last === 'number') {
      if (!Array.isArray(held) || last >= held.length) throw gone(path);
      return make(held, last);
    }
    if (!keys || !isObject(held) || !Object.hasOwn(held, last)) throw gone(path);
    const { [last]: _, ...others } = held;
    return others;
  });
}

function inserted<T>(list: readonly T[], index: number, value: T, path: string): T[] {
  if (index > list.length) throw gone(`${path}[${index}]`);
  return list.toSpliced(index, 0, value);
}

function moved<T>(list: readonly T[], from: number, to: number, path: string): T[] {
  if (from >= list.length || to >= list.length) throw gone(`${path}[${Math.max(from, to)}]`);
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from]!);
}

type Rule = Pick<ArrangedRule, 'isOff' | 'rule'>;

/** An edit of the list of inclusion rules itself, where off rules keep their places; null for any other. */
function onRules(definition: Json, edit: Edit): Record<string, unknown> | null {
  const rules = arrangedRules(definition);
  const index = rules.findIndex(({ path }) => path === edit.path);
  const list = (): readonly Rule[] => {
    asList(definition.InclusionRules, rulesPath);
    return rules;
  };
  if (edit.path === rulesPath && edit.op === 'insert') {
    const value = { isOff: false, rule: edit.value ?? null };
    return withRules(definition, inserted(list(), edit.index ?? rules.length, value, rulesPath));
  }
  if (edit.path === rulesPath && edit.op === 'move')
    return withRules(definition, moved(list(), edit.from, edit.to, rulesPath));
  if (index < 0) return null;
  const found = rules[index]!;
  if (edit.op === 'remove') return withRules(definition, rules.toSpliced(index, 1));
  if (edit.op === 'duplicate')
    return withRules(definition, rules.toSpliced(index + 1, 0, { ...found, rule: structuredClone(found.rule) }));
  return edit.op === 'switch' ? withRules(definition, rules.with(index, { ...found, isOff: !edit.on })) : null;
}

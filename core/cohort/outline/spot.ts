import { child, type Step } from '../path.ts';

/** A value somewhere in a definition's JSON, whatever it is: an outline is made of definitions with problems too. */
export interface Spot {
  readonly path: string;
  /** `undefined` where nothing stands there. */
  readonly value: unknown;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a key or at a place of a list. */
export function at({ path, value }: Spot, step: Step): Spot {
  const inside = child(path, step);
  if (typeof step === 'number') return { path: inside, value: Array.isArray(value) ? value[step] : undefined };
  return { path: inside, value: isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined };
}

/** True where something other than null stands there. */
export const isThere = ({ value }: Spot): boolean => value !== undefined && value !== null;

/** True where the key stands there, be it with null. */
export const has = ({ value }: Spot): boolean => value !== undefined;

export function membersOf(list: Spot): readonly Spot[] {
  return Array.isArray(list.value) ? list.value.map((_, i) => at(list, i)) : [];
}

export const textOf = ({ value }: Spot): string => (typeof value === 'string' ? value : '');
export const numberOf = ({ value }: Spot): number | null => (typeof value === 'number' ? value : null);
export const keysOf = ({ value }: Spot): readonly string[] => (isObject(value) ? Object.keys(value) : []);

import { nearestKey } from './nearest-key.ts';
import type { CohortProblem } from './problem.ts';

/** A value somewhere in the definition, with the list that problems found there are added to. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly problems: CohortProblem[];
}

/** The keys of one JSON object. What nobody took is reported by `finish`, so nothing is ignored in silence. */
export interface Fields {
  readonly place: Place;
  /** The value under `key`, or null where it is absent or JSON null. */
  take(key: string): Place | null;
  /** Names every key that was not taken. */
  finish(severity?: CohortProblem['severity']): void;
}

export function invalid(place: Place, message: string): void {
  place.problems.push({ path: place.path, severity: 'invalid', message });
}

export function unsupported(place: Place, message: string): void {
  place.problems.push({ path: place.path, severity: 'unsupported', message });
}

export function warn(place: Place, message: string): void {
  place.problems.push({ path: place.path, severity: 'warning', message });
}

/** What a value is, in words that quote nothing but its kind. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'true or false', object: 'an object' }[
    typeof value as 'string' | 'number' | 'boolean' | 'object'
  ];
}

export function fieldsAt(place: Place, what: string): Fields | null {
  const { value, path, problems } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    invalid(place, `${what} must be a JSON object, but here is ${kindOf(value)}. Put an object here.`);
    return null;
  }
  const entries = value as Record<string, unknown>;
  const taken = new Set<string>();
  return {
    place,
    take(key) {
      taken.add(key);
      if (!Object.hasOwn(entries, key)) return null;
      const found = entries[key];
      return found === null || found === undefined ? null : { value: found, path: `${path}${step(key)}`, problems };
    },
    finish(severity = 'unsupported') {
      for (const key of Object.keys(entries)) {
        if (taken.has(key)) continue;
        const near = nearestKey(key, taken);
        const meant = near === null ? '' : ` Did you mean “${near}”?`;
        problems.push({
          path: `${path}${step(key)}`,
          severity,
          message:
            severity === 'warning'
              ? `${what} has a key Circe does not read; it changes nothing.${meant} Remove it if it was meant to.`
              : `${what} has a key Stillroom does not know.${meant} Remove it, or check its spelling and letter case.`,
        });
      }
    },
  };
}

function step(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key.slice(0, 80))}]`;
}

/** The required value under `key`; says so where it is missing. */
export function required(fields: Fields, key: string, what: string): Place | null {
  const place = fields.take(key);
  if (place === null) {
    const { path, problems } = fields.place;
    problems.push({ path, severity: 'invalid', message: `${what} needs “${key}”, which is missing. Add it.` });
  }
  return place;
}

export function listAt(place: Place | null, what: string): readonly Place[] {
  if (place === null) return [];
  if (!Array.isArray(place.value)) {
    invalid(place, `${what} must be a list, but here is ${kindOf(place.value)}. Put a list here.`);
    return [];
  }
  return place.value.map((value, i) => ({ value, path: `${place.path}[${i}]`, problems: place.problems }));
}

/** A number. One in quotes counts too, as Circe reads it and older versions of ATLAS wrote it, with a warning. */
export function numberAt(place: Place | null, what: string): number | null {
  if (place === null) return null;
  const { value } = place;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const quoted = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : null;
  if (quoted === null || !Number.isFinite(quoted)) {
    invalid(place, `${what} must be a number, but here is ${kindOf(value)}. Write a number without quotes.`);
    return null;
  }
  warn(place, `${what} is a number in quotes; it is read as a number, as Circe does. Take the quotes away.`);
  return quoted;
}

const largestInteger = 2_147_483_647;

/** A whole number; a fraction is cut off towards zero, as Circe does, and said. */
export function integerAt(place: Place | null, what: string, limit = largestInteger): number | null {
  const value = numberAt(place, what);
  if (value === null || place === null) return null;
  if (Math.abs(value) > limit) {
    invalid(place, `${what} must lie between -${limit} and ${limit}. Write a smaller number.`);
    return null;
  }
  if (!Number.isInteger(value)) warn(place, `${what} is a whole number in Circe: the fraction is cut off.`);
  return Math.trunc(value) + 0;
}

export function textAt(place: Place | null, what: string): string | null {
  if (place === null) return null;
  if (typeof place.value !== 'string') {
    invalid(place, `${what} must be text, but here is ${kindOf(place.value)}. Write it in quotes.`);
    return null;
  }
  return place.value;
}

export function booleanAt(place: Place | null, what: string): boolean | null {
  if (place === null) return null;
  if (typeof place.value !== 'boolean') {
    invalid(place, `${what} must be true or false, but here is ${kindOf(place.value)}. Write true or false.`);
    return null;
  }
  return place.value;
}

/** One of a closed list of words. */
export function wordAt<const W extends string>(place: Place | null, words: readonly W[], what: string): W | null {
  const text = textAt(place, what);
  if (text === null || place === null) return null;
  const found = words.find((word) => word === text);
  if (found === undefined) invalid(place, `${what} must be one of ${words.join(', ')}. Choose one of them.`);
  return found ?? null;
}

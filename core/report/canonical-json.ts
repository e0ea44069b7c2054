import { Failure } from '../../contract/failure.ts';

const refuse = (what: string): never => {
  throw new Failure(
    'internal',
    `Canonical JSON cannot hold ${what}: it would not be read back as it was written. Leave it out, or write it as text.`,
  );
};

const number = (value: number): string =>
  Number.isFinite(value) ? JSON.stringify(value) : refuse('a number that is not finite');

const isPlain = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const member = ([key, value]: readonly [string, unknown]): string => `${JSON.stringify(key)}:${canonicalJson(value)}`;

const byCodeUnit = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);

const object = (value: object): string => {
  if (!isPlain(value)) return refuse(`an object of class ${value.constructor?.name ?? 'unknown'}`);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${members.sort(byCodeUnit).map(member).join(',')}}`;
};

/**
 * JSON text that is the same bytes for equal values: keys sorted by UTF-16 code unit, no spaces, numbers as ECMAScript
 * writes them (RFC 8785). Members that are `undefined` are left out. Hashes and the ledger's chain rest on it.
 *
 * @throws Failure `internal` for what JSON cannot carry without loss: NaN, infinities, bigints, functions, symbols, and
 * instances of classes (dates, maps, typed arrays).
 * @example canonicalJson({ b: [1, null], a: 'x' }) // '{"a":"x","b":[1,null]}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') return object(value);
  return refuse(`a value of type ${typeof value}`);
}

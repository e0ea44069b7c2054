import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { canonicalJson } from './canonical-json.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const reversed = Object.entries(value).reverse();
  return Object.fromEntries(reversed.map(([key, inner]) => [key, shuffled(inner)]));
};

describe('canonicalJson', () => {
  it('sorts keys at every depth, by code unit, without spaces', () => {
    expect(canonicalJson({ b: { d: 1, c: [true, null] }, a: 'x', B: 2, é: 0 })).toBe(
      '{"B":2,"a":"x","b":{"c":[true,null],"d":1},"é":0}',
    );
  });

  it('leaves out what is undefined and writes -0 as 0', () => {
    expect(canonicalJson({ a: undefined, b: -0, c: 1e21 })).toBe('{"b":0,"c":1e+21}');
  });

  it('is the same text whatever the order of the keys, and parses back equal', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, new Date(0), new Map(), () => 1, Symbol('s'), [undefined]])(
    'refuses what JSON would lose',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(Failure);
    },
  );
});

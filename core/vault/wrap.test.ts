import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { unwrap, wrap } from './wrap.ts';

const key = randomBytes(32);
const content = Buffer.from('a key of a dataset');
const wrapped = wrap(key, 'dataset labs of study a', content);

it('opens with the same key and for the same thing alone', () => {
  expect(unwrap(key, 'dataset labs of study a', wrapped)).toEqual(content);
  expect(unwrap(key, 'dataset labs of study b', wrapped)).toBeNull();
  expect(unwrap(randomBytes(32), 'dataset labs of study a', wrapped)).toBeNull();
});

it('is never the same twice', () => {
  expect(wrap(key, 'dataset labs of study a', content).equals(wrapped)).toBe(false);
});

it('with any byte changed, added or cut off does not open', () => {
  const changed = [...wrapped.keys()].map((at) => {
    const copy = Buffer.from(wrapped);
    copy[at]! ^= 1 << (at % 8);
    return copy;
  });
  const cut = [...wrapped.keys()].map((at) => wrapped.subarray(0, at));
  for (const hostile of [...changed, ...cut, Buffer.concat([wrapped, Buffer.alloc(1)])])
    expect(unwrap(key, 'dataset labs of study a', hostile)).toBeNull();
});

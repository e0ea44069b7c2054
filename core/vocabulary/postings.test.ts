import { describe, expect, it } from 'vitest';
import { createPacker, keyOf, type Postings, readKeys } from './postings.ts';

const read = (postings: Postings, word: number) => {
  const out = new Uint32Array(postings.counts[word]!);
  expect(readKeys(postings, word, out)).toBe(out.length);
  return [...out];
};

describe('postings', () => {
  it('come back as they were packed, small steps and large ones', () => {
    const packer = createPacker();
    const lists = [
      [keyOf(0, true), keyOf(1, false), keyOf(64, true), keyOf(8191, false), keyOf(8_000_000, true)],
      [keyOf(0, false)],
      [keyOf(9_999_999, false)],
    ];
    lists.forEach((keys, word) => {
      for (const key of keys) packer.add(word, key);
    });
    const packed = packer.packed();
    expect(lists.map((_, word) => read(packed, word))).toEqual(lists);
    expect([...packed.counts]).toEqual([5, 1, 1]);
  });

  it('keep a place once for a word, as it came first', () => {
    const packer = createPacker();
    for (const key of [keyOf(3, true), keyOf(3, false), keyOf(4, false), keyOf(4, false)]) packer.add(0, key);
    packer.add(1, keyOf(4, false));
    const packed = packer.packed();
    expect(read(packed, 0)).toEqual([keyOf(3, true), keyOf(4, false)]);
    expect(read(packed, 1)).toEqual([keyOf(4, false)]);
  });

  it('hold more than the first buffer', () => {
    const packer = createPacker();
    for (let place = 0; place < 200_000; place++) packer.add(0, keyOf(place * 100, place % 2 === 0));
    const keys = read(packer.packed(), 0);
    expect(keys.length).toBe(200_000);
    expect(keys[123_457]).toBe(keyOf(12_345_700, false));
  });
});

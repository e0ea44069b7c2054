import { describe, expect, it } from 'vitest';
import { beginning, containing, wordList } from './word-list.ts';

const words = ['2', 'art', 'arthr', 'cart', 'heart', 'hyper', '心脏', '𝒜b'];
const list = wordList(words.join('\n'));
const named = (found: readonly { word: number; begins: boolean }[]) =>
  found.map(({ word, begins }) => `${words[word]}${begins ? '' : '*'}`);

describe('a list of words', () => {
  it.each([
    ['art', ['art', 'arthr', 'cart*', 'heart*']],
    ['hyper', ['hyper']],
    ['r', ['art*', 'arthr*', 'cart*', 'heart*', 'hyper*']],
    ['脏', ['心脏*']],
    ['𝒜', ['𝒜b']],
    ['qqq', []],
  ])('has those that contain “%s”, each once', (part, expected) => {
    expect(named(containing(list, part))).toEqual(expected);
  });

  it.each([
    ['a', ['art', 'arthr']],
    ['h', ['heart', 'hyper']],
    ['2', ['2']],
    ['𝒜b', ['𝒜b']],
    ['t', []],
  ])('has those that begin with “%s”', (part, expected) => {
    expect(named(beginning(list, part))).toEqual(expected);
  });

  it('may be empty', () => {
    expect([containing(wordList(''), 'a'), beginning(wordList(''), 'a')]).toEqual([[], []]);
  });
});

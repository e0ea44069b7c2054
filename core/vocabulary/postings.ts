/** For each word, numbered from 0, the places of the concepts that have it; as bytes, see `createPacker`. */
export interface Postings {
  readonly bytes: Uint8Array;
  /** Where the bytes of each word end. */
  readonly ends: Uint32Array;
  /** How many places each word has. */
  readonly counts: Uint32Array;
}

/** A place in a list: twice the place, and one more where the concept's name does not begin with the word. */
export const keyOf = (place: number, leads: boolean): number => place * 2 + (leads ? 0 : 1);

/**
 * Packs keys of words: words and places in ascending order; a place that comes twice for a word is kept once, as it came
 * first. A list holds the steps from place to place in LEB128 (seven bits a byte, the least first), the last bit of the
 * key at its end: one or two bytes a place.
 */
export function createPacker() {
  let bytes = new Uint8Array(1 << 16);
  let used = 0;
  const ends: number[] = [];
  const counts: number[] = [];
  let before = -1;

  function write(value: number): void {
    if (used + 5 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    let rest = value;
    while (rest > 127) {
      bytes[used++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[used++] = rest;
  }

  return {
    add(word: number, key: number): void {
      const place = key >>> 1;
      while (ends.length <= word) {
        ends.push(used);
        counts.push(0);
        before = -1;
      }
      if (place === before) return;
      write(((place - Math.max(before, 0)) << 1) | (key & 1));
      before = place;
      ends[word] = used;
      counts[word]!++;
    },
    packed(): Postings {
      return { bytes: bytes.slice(0, used), ends: Uint32Array.from(ends), counts: Uint32Array.from(counts) };
    },
  };
}

/** Writes the keys of a word into `out`, in ascending order; returns how many. */
export function readKeys({ bytes, ends }: Postings, word: number, out: Uint32Array): number {
  const end = ends[word]!;
  let at = word === 0 ? 0 : ends[word - 1]!;
  let place = 0;
  let count = 0;
  while (at < end) {
    let byte = bytes[at++]!;
    let step = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      step |= (byte & 127) << shift;
    }
    place += step >>> 1;
    out[count++] = (place << 1) | (step & 1);
  }
  return count;
}

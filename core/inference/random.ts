/** Numbers in [0, 1), the same for the same seed on every machine (sfc32, C. Doty-Humphrey, PractRand). */
export function randomOf(seed: number): () => number {
  let a = 0;
  let b = seed >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A seed for one part of a piece of work, so that parts do not share their numbers (finalizer of MurmurHash3). */
export function derivedSeed(seed: number, ...parts: readonly number[]): number {
  return parts.reduce((mixed, part) => mix(mix(mixed) + part), seed);
}

function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Shuffles in place (Fisher-Yates) and returns its argument. */
export function shuffle<T extends Int32Array | Float64Array>(values: T, random: () => number): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
  return values;
}

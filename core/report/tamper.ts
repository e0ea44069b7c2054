import { randomOf } from '../inference/random.ts';
import { verifyBundle } from './verify.ts';

/** Kinds of damage that are done to a bundle, in turn: mostly single bytes. */
const tamperings = ['byte', 'byte', 'byte', 'byte', 'cut', 'appended', 'swapped bytes', 'moved bytes'] as const;
type Tampering = (typeof tamperings)[number];

export interface TamperReport {
  readonly tried: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** Changes that verification did not find, each so that it can be made again. */
  readonly missed: readonly { readonly kind: Tampering; readonly number: number }[];
}

/** Gives whole numbers from 0 to below `limit`. */
type Draw = (limit: number) => number;

/** The n-th change: a copy that differs from the bundle. */
function tampered(bytes: Uint8Array, kind: Tampering, draw: Draw): Uint8Array {
  const at = draw(bytes.length);
  switch (kind) {
    case 'byte':
      return changed(bytes, (copy) => {
        copy[at]! ^= 1 + draw(255);
      });
    case 'cut':
      return bytes.slice(0, at);
    case 'appended':
      return new Uint8Array([...bytes, ...Array.from({ length: 1 + draw(40) }, () => draw(256))]);
    case 'swapped bytes':
      return changed(bytes, (copy) => {
        const other = draw(bytes.length);
        [copy[at], copy[other]] = [copy[other]!, copy[at]!];
      });
    case 'moved bytes':
      return changed(bytes, (copy) => copy.copyWithin(at, draw(bytes.length), draw(bytes.length)));
  }
}

/** Where a change happened to change nothing, the last byte is changed instead. */
function changed(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  change(copy);
  if (copy.every((byte, at) => byte === bytes[at])) copy[copy.length - 1]! ^= 1;
  return copy;
}

/** Changes a bundle in many ways, one at a time, and counts those that `verifyBundle` does not find. The same seed, the same changes. */
export function tamperWith(bytes: Uint8Array, times: number, seed: number): TamperReport {
  const random = randomOf(seed);
  const draw: Draw = (limit) => Math.floor(random() * limit);
  const missed: TamperReport['missed'][number][] = [];
  const byKind: Record<string, number> = {};
  for (let number = 0; number < times; number++) {
    const kind = tamperings[number % tamperings.length]!;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (verifyBundle(tampered(bytes, kind, draw)).ok) missed.push({ kind, number });
  }
  return { tried: times, byKind, missed };
}

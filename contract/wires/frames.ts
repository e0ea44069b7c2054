/**
 * The loopback wire: a request is JSON; the answer is a row of frames, each one kind byte, a little-endian uint32
 * length, and that many bytes. Arrow bytes travel as frames of their own, ahead of the JSON that refers to them.
 */
export const frameKind = { progress: 0, answer: 1, bytes: 2, failure: 3 } as const;
export type FrameKind = (typeof frameKind)[keyof typeof frameKind];

export interface Frame {
  readonly kind: FrameKind;
  readonly body: Uint8Array;
}

const headBytes = 5;

export function encodeFrame(kind: FrameKind, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(headBytes + body.length);
  out[0] = kind;
  new DataView(out.buffer).setUint32(1, body.length, true);
  out.set(body, headBytes);
  return out;
}

/** Cuts a stream of byte pieces, however they fall, into frames. */
export function frameReader(): (piece: Uint8Array) => Frame[] {
  let pieces: Uint8Array[] = [];
  let size = 0;

  const join = () => {
    if (pieces.length === 1) return pieces[0]!;
    const all = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    pieces = [all];
    return all;
  };
  let needed = headBytes;

  return (piece) => {
    pieces.push(piece);
    size += piece.length;
    const frames: Frame[] = [];
    while (size >= needed) {
      const all = join();
      const length = new DataView(all.buffer, all.byteOffset).getUint32(1, true);
      needed = headBytes + length;
      if (size < needed) break;
      frames.push({ kind: all[0] as FrameKind, body: all.slice(headBytes, needed) });
      pieces = [all.subarray(needed)];
      size -= needed;
      needed = headBytes;
    }
    return frames;
  };
}

/** Takes the byte arrays out of a value, so that JSON can carry the rest; each leaves `{ $bytes: index }`. */
export function detachBytes(value: unknown, taken: Uint8Array[]): unknown {
  if (value instanceof Uint8Array) return { $bytes: taken.push(value) - 1 };
  if (Array.isArray(value)) return value.map((item) => detachBytes(item, taken));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, detachBytes(item, taken)]));
  }
  return value;
}

/** Puts byte arrays back where `detachBytes` took them. With none taken the value is returned as it is. */
export function attachBytes(value: unknown, taken: readonly Uint8Array[]): unknown {
  if (taken.length === 0 || !value || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => attachBytes(item, taken));
  if ('$bytes' in value && typeof value.$bytes === 'number') return taken[value.$bytes];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attachBytes(item, taken)]));
}

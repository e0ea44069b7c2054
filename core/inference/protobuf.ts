import { Failure } from '../../contract/failure.ts';

/** One field of a protobuf message: its number, and a whole number or the bytes of what it holds. */
export type Field =
  | { readonly number: number; readonly kind: 'integer'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array };

const broken = (): Failure =>
  new Failure('model', 'This is not a readable ONNX file: its inside does not follow the format. Export it again.');

/** A base-128 varint at `at`; 64-bit values keep their low 53 bits, which is enough for tags, lengths and enums. */
function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let scale = 1;
  for (let i = at; i < bytes.length && i < at + 10; i++) {
    const byte = bytes[i]!;
    if (scale <= 2 ** 49) value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) return { value, next: i + 1 };
  }
  throw broken();
}

/**
 * The fields of one protobuf message, without copying. Fixed-width fields are passed over: no part of the ONNX
 * structure that matters here uses them. Throws Failure `model` on anything malformed.
 *
 * Wire format: https://protobuf.dev/programming-guides/encoding/
 */
export function* fields(message: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    const number = Math.floor(tag.value / 8);
    const wire = tag.value % 8;
    at = tag.next;
    if (wire === 0) {
      const { value, next } = varint(message, at);
      at = next;
      yield { number, kind: 'integer', value };
    } else if (wire === 2) {
      const { value: length, next } = varint(message, at);
      if (next + length > message.length) throw broken();
      at = next + length;
      yield { number, kind: 'bytes', value: message.subarray(next, at) };
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4;
      if (at > message.length) throw broken();
    } else throw broken();
  }
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

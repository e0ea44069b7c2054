import type { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';

/**
 * A file of canonical JSON and a line feed, as Stillroom writes it, or null for anything else: also for the same content
 * written in another way, with a member twice or a number in another form.
 */
export function readCanonical<T extends z.ZodType>(bytes: Uint8Array, schema: T): z.infer<T> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const parsed = schema.safeParse(value);
    return parsed.success && `${canonicalJson(value)}\n` === text ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

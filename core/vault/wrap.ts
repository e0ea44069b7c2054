import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts with AES-256-GCM under a random nonce: nonce, ciphertext, tag. `about` says what it is and where it belongs;
 * it is not in the result, and the same must be said to open it.
 */
export function wrap(key: Uint8Array, about: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const state = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, state.update(content), state.final(), state.getAuthTag()]);
}

/** What `wrap` was given, or null where the key, the content or what is said about it is another. */
export function unwrap(key: Uint8Array, about: string, wrapped: Uint8Array): Buffer | null {
  if (wrapped.length < nonceBytes + tagBytes) return null;
  const bytes = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
  const state = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  state.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([state.update(bytes.subarray(nonceBytes, -tagBytes)), state.final()]);
  } catch {
    // The tag does not fit: Node says so by an error without a code, and there is nothing else that can fail here.
    return null;
  }
}

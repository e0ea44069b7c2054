import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What the system is taken to offer; a test changes it. By default what Electron has where there is no keychain. */
export const keychainOffered = { available: true, backend: 'basic_text' };

const key = randomBytes(32);

/** A stand-in for the operating system's keychain: its key lives and dies with this process. */
export const safeStorage = {
  isEncryptionAvailable: () => keychainOffered.available,
  getSelectedStorageBackend: () => keychainOffered.backend,
  encryptString(text: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  decryptString(kept: Buffer): string {
    const cipher = createDecipheriv('aes-256-gcm', key, kept.subarray(0, 12)).setAuthTag(kept.subarray(-16));
    return Buffer.concat([cipher.update(kept.subarray(12, -16)), cipher.final()]).toString('utf8');
  },
};

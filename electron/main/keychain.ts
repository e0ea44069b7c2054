import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, ipcMain, safeStorage } from 'electron';
import { isTrusted } from './dialogs.ts';

/**
 * True where the operating system itself encrypts: its keychain (macOS), DPAPI (Windows), a secret service or KWallet
 * (Linux). Where Electron would fall back to a password of its own, which protects nothing, no keychain is offered.
 */
export function hasKeychain(platform: NodeJS.Platform = process.platform): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** Passphrases of studies, each in a file that only the operating system's keychain opens. */
export function openKeychain(folder: string) {
  const fileOf = (study: string) => join(folder, `${createHash('sha256').update(study).digest('hex')}.bin`);
  return {
    remember(study: string, passphrase: string): void {
      if (!hasKeychain()) throw new Error('This system has no keychain.');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(fileOf(study), safeStorage.encryptString(passphrase), { mode: 0o600 });
    },
    /** Null where none is kept, or what is kept does not open any more: the person is asked then. */
    recall(study: string): string | null {
      if (!hasKeychain()) return null;
      try {
        return safeStorage.decryptString(readFileSync(fileOf(study)));
      } catch {
        return null;
      }
    },
    forget(study: string): void {
      rmSync(fileOf(study), { force: true });
    },
  };
}

/** Answers the window's own page, and nobody else. */
export function answerKeychain(window: BrowserWindow, folder: string): void {
  const keychain = openKeychain(folder);
  const handle = (channel: string, answer: (...texts: readonly string[]) => unknown) =>
    ipcMain.handle(channel, (event, ...given: unknown[]) => {
      if (!isTrusted(event, window)) throw new Error('Refused: not the window.');
      if (!given.every((text) => typeof text === 'string')) throw new Error('Refused: not texts.');
      return answer(...(given as string[]));
    });
  handle('keychain-available', () => hasKeychain());
  handle('keychain-recall', (study = '') => keychain.recall(study));
  handle('keychain-remember', (study = '', passphrase = '') => keychain.remember(study, passphrase));
  handle('keychain-forget', (study = '') => keychain.forget(study));
}

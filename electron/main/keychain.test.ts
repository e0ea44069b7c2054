import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keychainOffered } from '../../tests/electron-double/safe-storage.ts';

vi.mock('electron', () => import('../../tests/electron-double/electron.ts'));
const { hasKeychain, openKeychain } = await import('./keychain.ts');

const folder = mkdtempSync(join(tmpdir(), 'stillroom-keychain-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => Object.assign(keychainOffered, { available: true, backend: 'gnome_libsecret' }));
const study = '/studies/second-line.stillroom';
const passphrase = 'quiet copper lantern';

describe('a keychain is offered', () => {
  it.each(['gnome_libsecret', 'kwallet5', 'kwallet6'])('on Linux with %s', (backend) => {
    Object.assign(keychainOffered, { backend });
    expect(hasKeychain('linux')).toBe(true);
  });

  it.each(['basic_text', 'unknown'])('not on Linux where Electron has %s', (backend) => {
    Object.assign(keychainOffered, { backend });
    expect(hasKeychain('linux')).toBe(false);
  });

  it('on macOS and Windows where encryption is there, and nowhere without', () => {
    expect([hasKeychain('darwin'), hasKeychain('win32')]).toEqual([true, true]);
    keychainOffered.available = false;
    expect(['darwin', 'win32', 'linux'].map((platform) => hasKeychain(platform as NodeJS.Platform))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe.skipIf(process.platform !== 'linux')('what is kept', () => {
  const keychain = openKeychain(join(folder, 'keychain'));
  const files = () => readdirSync(join(folder, 'keychain')).map((name) => join(folder, 'keychain', name));

  it('comes back for its study alone, and is on the disk neither in the clear nor for others', () => {
    keychain.remember(study, passphrase);
    expect(keychain.recall(study)).toBe(passphrase);
    expect(keychain.recall('/studies/other.stillroom')).toBeNull();
    const [file = ''] = files();
    expect(readFileSync(file).includes(passphrase)).toBe(false);
    expect(file).not.toContain('second-line');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is null once damaged, and gone once forgotten', () => {
    for (const file of files()) writeFileSync(file, 'damaged by something else');
    expect(keychain.recall(study)).toBeNull();
    keychain.forget(study);
    expect(files()).toEqual([]);
  });

  it('is neither written nor read where there is no keychain', () => {
    keychain.remember(study, passphrase);
    keychainOffered.backend = 'basic_text';
    expect(keychain.recall(study)).toBeNull();
    expect(() => keychain.remember(study, 'another passphrase')).toThrow(/no keychain/);
    keychainOffered.backend = 'gnome_libsecret';
    expect(keychain.recall(study)).toBe(passphrase);
  });
});

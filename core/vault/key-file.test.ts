import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changePassphrase, keyFilePath, makeStudyKey, readStudyKey, type StudyKey } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-key-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = keyFilePath(folder);
const passphrase = 'quiet copper lantern';
let made: StudyKey;
let text = '';
beforeAll(async () => {
  made = await makeStudyKey(folder, passphrase);
  text = readFileSync(path, 'utf8');
});
beforeEach(() => writeFileSync(path, text));

const codeOf = (given: string) =>
  readStudyKey(folder, given).then(
    () => 'opened',
    (error) => error.code,
  );

/** The file with another derivation, and the checksum that fits it. */
function rewritten(change: (file: Record<string, never>) => void): void {
  const { sha256: _, ...file } = JSON.parse(text);
  change(file);
  const sha256 = createHash('sha256').update(JSON.stringify(file)).digest('hex');
  writeFileSync(path, `${JSON.stringify({ ...file, sha256 }, null, 2)}\n`);
}

describe('the key of a study', () => {
  it('comes with its passphrase, however its letters were composed, and with no other', async () => {
    expect(await readStudyKey(folder, passphrase)).toEqual(made);
    expect(await codeOf('quiet copper lanterm')).toBe('passphrase');
    expect(await codeOf('')).toBe('passphrase');
    const composed = mkdtempSync(join(folder, 'composed-'));
    await makeStudyKey(composed, 'Ménière über alles');
    await expect(readStudyKey(composed, 'Ménière über alles'.normalize('NFD'))).resolves.toBeTruthy();
  });

  it('stays the same under a new passphrase, and the old one is over', async () => {
    await changePassphrase(folder, passphrase, 'a second, longer one');
    expect(await readStudyKey(folder, 'a second, longer one')).toEqual(made);
    expect(await codeOf(passphrase)).toBe('passphrase');
  });

  it('is not wrapped anew by who does not know the passphrase', async () => {
    await expect(changePassphrase(folder, 'wrong', 'another passphrase')).rejects.toMatchObject({ code: 'passphrase' });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  });

  it('stands nowhere in its file', () => {
    expect(text).not.toContain(Buffer.from(made.key).toString('hex'));
    expect(text).not.toContain(passphrase);
  });
});

describe('a key file', () => {
  it('with any one byte changed, added or cut off is refused', async () => {
    const bytes = Buffer.from(text);
    const changed = [...bytes.keys()].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 1 << (at % 8);
      return copy;
    });
    const cut = [...bytes.keys()].filter((at) => at % 8 === 0).map((at) => bytes.subarray(0, at));
    for (const hostile of [...changed, ...cut, Buffer.concat([bytes, Buffer.from('\n')])]) {
      writeFileSync(path, hostile);
      expect(await codeOf(passphrase)).toMatch(/^(integrity|unsupported)$/);
    }
  });

  it.each([
    ['memoryKiB', 2 ** 30],
    ['passes', 1_000_000],
    ['lanes', 64],
    ['memoryKiB', -1],
    ['name', 'md5'],
  ])('that asks for %s %s is refused before anything is computed', async (name, value) => {
    rewritten((file: Record<string, Record<string, unknown>>) => {
      file.derivation![name] = value;
    });
    expect(await codeOf(passphrase)).toBe('integrity');
  });

  it('that was made weaker does not open: its parameters are part of what is wrapped', async () => {
    rewritten((file: Record<string, Record<string, unknown>>) => {
      Object.assign(file.derivation!, { memoryKiB: 8, passes: 1 });
    });
    expect(await codeOf(passphrase)).toBe('passphrase');
  });

  it('of a newer version says so, one that is gone too', async () => {
    writeFileSync(path, text.replace('"schema": 1', '"schema": 2'));
    expect(await codeOf(passphrase)).toBe('unsupported');
    rmSync(path);
    expect(await codeOf(passphrase)).toBe('not_found');
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!canMount)('on a disk that is full or may not be written', () => {
  const small = mkdtempSync(join(tmpdir(), 'stillroom-small-'));
  const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', small]);
  beforeAll(() => {
    mount('size=32k');
    writeFileSync(keyFilePath(small), text);
  });
  afterAll(() => {
    execFileSync('umount', [small]);
    rmSync(small, { recursive: true });
  });
  const change = () => changePassphrase(small, passphrase, 'there is no room for it');

  it('the passphrase stays as it was', async () => {
    writeFileSync(join(small, 'other'), Buffer.alloc(28 * 1024));
    await expect(change()).rejects.toMatchObject({ code: 'disk_full' });
    rmSync(join(small, 'other'));
    execFileSync('mount', ['-o', 'remount,ro', small]);
    await expect(change()).rejects.toMatchObject({ code: 'read_only' });
    expect(await readStudyKey(small, passphrase)).toEqual(made);
  });
});

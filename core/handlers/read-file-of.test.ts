import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readFileOf } from './read-file-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const refused = (path: string) =>
  expect(() => readFileOf(path)).toThrow(expect.objectContaining({ code: 'unreadable' }));

it('a file is read, a folder is not', () => {
  writeFileSync(at('bundle.zip'), 'bytes');
  expect(Buffer.from(readFileOf(at('bundle.zip'))).toString()).toBe('bytes');
  refused(folder);
});

it.skipIf(process.platform === 'win32')('neither a pipe, which would be waited on, nor a device without end', () => {
  execFileSync('mkfifo', [at('pipe.zip')]);
  symlinkSync('/dev/zero', at('device.zip'));
  for (const name of ['pipe.zip', 'device.zip']) refused(at(name));
});

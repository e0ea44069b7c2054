import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudy, openStudy } from './study.ts';

let folder: string;
let study: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-plain-'));
  study = join(folder, 'from-a-stranger.stillroom');
  createStudy(study, 'From a stranger', '0.1.0').close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const refused = (what: RegExp) =>
  expect(() => openStudy(study)).toThrow(
    expect.objectContaining({ code: 'unreadable', message: expect.stringMatching(what) }),
  );

describe.skipIf(process.platform === 'win32')(
  'a study that somebody prepared is refused before anything is read or written',
  () => {
    it.each(['ledger.ndjson', 'study.json'])('where %s leads to a file elsewhere', (name) => {
      const elsewhere = join(folder, 'elsewhere');
      renameSync(join(study, name), elsewhere);
      symlinkSync(elsewhere, join(study, name));
      const before = readFileSync(elsewhere, 'utf8');
      refused(new RegExp(`“${name}” in this study is a link`));
      expect(readFileSync(elsewhere, 'utf8')).toBe(before);
    });

    it.each(['ledger.ndjson', 'study.json', 'signing-key.json'])(
      'where %s is a pipe, which would be waited on',
      (name) => {
        unlinkSync(join(study, name));
        execFileSync('mkfifo', [join(study, name)]);
        refused(/is a pipe/);
      },
    );

    it('where a device stands for a file, or a link for a folder, however deep', () => {
      symlinkSync('/dev/zero', join(study, 'data'));
      refused(/“data” in this study is a link/);
    });
  },
);

it('a study of plain files opens', () => {
  writeFileSync(join(study, 'notes.txt'), 'beside');
  openStudy(study).close();
});

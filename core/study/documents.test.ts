import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from './journal.ts';
import { createStudy, openStudy, type Study } from './study.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
let folder: string;
let path: string;
const opened: Study[] = [];
const keep = (study: Study) => {
  opened.push(study);
  return study;
};
const reopen = () => {
  for (const study of opened.splice(0)) study.close();
  return keep(openStudy(path));
};
const put = (study: Study, name: string, text: string | null) =>
  study.documents.edit(`Edit ${name}`, [{ folder: 'cohorts', name, text }]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-documents-'));
  path = join(folder, 'demo.stillroom');
  keep(createStudy(path, 'Demo', '0.1.0'));
});
afterEach(() => {
  for (const study of opened.splice(0)) study.close();
  rmSync(folder, { recursive: true });
});

/** What a crash leaves between the journal's line and the files. */
const interrupted = (seq: number, label: string, changes: Change[]) =>
  appendFileSync(
    join(path, 'journal.ndjson'),
    `${JSON.stringify({ kind: 'edit', seq, at: '2026-01-01T00:00:00Z', label, changes })}\n`,
  );

describe('a name', () => {
  const chinese = '二型糖尿病患者首次使用二甲双胍治疗之后五年内的心血管结局研究';

  it('that no file can carry is refused before anything is written down', () => {
    const [study] = opened;
    expect(() => put(study!, chinese, '1')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => put(study!, 'half \ud83d', '1')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(existsSync(join(path, 'journal.ndjson'))).toBe(false);
    put(study!, chinese.slice(0, 20), '1');
    expect(reopen().documents.list('cohorts')).toEqual([chinese.slice(0, 20)]);
  });

  it('written down by an older version that no file can carry does not keep the study shut', () => {
    interrupted(1, 'Add it', [{ file: `cohorts/${'x'.repeat(300)}.json`, before: null, after: '1' }]);
    const study = reopen();
    expect(study.recovered).toEqual([expect.stringMatching(/“Add it”.*left out/)]);
    expect(study.documents.undoLabel()).toBeNull();
    expect(reopen().recovered).toEqual([]);
  });

  it.each(['100% sure', 'a:b', 'café'])('given to a file by hand is read, changed and removed: %s', (name) => {
    mkdirSync(join(path, 'cohorts'));
    writeFileSync(join(path, 'cohorts', `${name}.json`), 'by hand');
    const [study] = opened;
    expect(study!.documents.list('cohorts')).toEqual([name]);
    expect(study!.documents.read('cohorts', name)).toBe('by hand');
    put(study!, name, 'changed');
    expect(readdirSync(join(path, 'cohorts'))).toEqual([`${name}.json`]);
    study!.documents.undo();
    expect(study!.documents.read('cohorts', name)).toBe('by hand');
    put(study!, name, null);
    expect(study!.documents.list('cohorts')).toEqual([]);
  });

  it('never leads out of its folder', () => {
    const [study] = opened;
    expect(study!.documents.read('cohorts', '../study')).toBeNull();
  });
});

describe('an edit that failed half-way', () => {
  /** A folder where a draft should be: writing the second of two files fails. */
  const draftOf = (name: string) => join(path, 'cohorts', `${name}.json.draft-${process.pid}`);
  const both = (study: Study) =>
    study.documents.edit('Both', [
      { folder: 'cohorts', name: 'a', text: '2' },
      { folder: 'cohorts', name: 'b', text: '2' },
    ]);

  it('leaves all as it was, nothing to undo, and is not replayed over newer work', () => {
    const [study] = opened;
    put(study!, 'a', '1');
    put(study!, 'x', '1');
    study!.documents.undo();
    mkdirSync(draftOf('b'));
    expect(() => both(study!)).toThrow();
    rmSync(draftOf('b'), { recursive: true });
    expect(study!.documents.read('cohorts', 'a')).toBe('1');
    expect(study!.documents.undoLabel()).toBe('Edit a');
    expect(study!.documents.redoLabel()).toBe('Edit x');
    put(study!, 'b', 'newer');
    const again = reopen();
    expect(again.recovered).toEqual([]);
    expect(again.documents.read('cohorts', 'b')).toBe('newer');
    expect(again.documents.read('cohorts', 'a')).toBe('1');
    expect(again.documents.undoLabel()).toBe('Edit b');
  });

  it('and was left begun by an older version is left out where its file has moved on', () => {
    put(opened[0]!, 'a', '1');
    interrupted(9, 'Old edit', [{ file: 'cohorts/a.json', before: 'older', after: 'old' }]);
    const study = reopen();
    expect(study.documents.read('cohorts', 'a')).toBe('1');
    expect(study.recovered).toEqual([expect.stringMatching(/“Old edit”.*cohorts\/a\.json/)]);
    expect(study.documents.undoLabel()).toBe('Edit a');
    expect(reopen().recovered).toEqual([]);
  });
});

describe.skipIf(!canMount)('on a full disk', () => {
  it('an edit whose journal line fits and whose file does not is taken back', () => {
    for (const study of opened.splice(0)) study.close();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder]);
    try {
      const study = keep(createStudy(path, 'Demo', '0.1.0'));
      put(study, 'a', 'small');
      writeFileSync(join(folder, 'other'), Buffer.alloc(48 * 1024));
      expect(() => put(study, 'a', 'x'.repeat(36 * 1024))).toThrow(expect.objectContaining({ code: 'disk_full' }));
      expect(study.documents.read('cohorts', 'a')).toBe('small');
      rmSync(join(folder, 'other'));
      const again = reopen();
      expect(again.documents.read('cohorts', 'a')).toBe('small');
      expect(again.recovered).toEqual([]);
      expect(again.documents.undoLabel()).toBe('Edit a');
      again.close();
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileNameOf, nameOfFile } from './file-name.ts';
import { createStudy, openStudy, type Study } from './study.ts';
import { verifyLedger } from './verify-ledger.ts';

let folder: string;
let path: string;
const opened: Study[] = [];
const open = () => {
  const study = openStudy(path);
  opened.push(study);
  return study;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-study-'));
  path = join(folder, 'demo.stillroom');
});
afterEach(() => {
  for (const study of opened.splice(0)) study.close();
  rmSync(folder, { recursive: true });
});

const create = () => {
  const study = createStudy(path, 'Demo', '0.1.0');
  opened.push(study);
  return study;
};
const put = (study: Study, name: string, text: string | null) =>
  study.documents.edit(`Edit ${name}`, [{ folder: 'cohorts', name, text }]);

describe('a study folder', () => {
  it('is refused where there is none, and where there is one already', () => {
    expect(() => openStudy(path)).toThrow(expect.objectContaining({ code: 'not_found' }));
    create();
    expect(() => createStudy(path, 'Again', '0.1.0')).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('opens read-only while a living process holds its lock, and for writing after', () => {
    const first = create();
    const second = open();
    expect(second.readOnly).toBe(true);
    expect(() => second.requireWritable()).toThrow(expect.objectContaining({ code: 'locked' }));
    first.close();
    expect(open().readOnly).toBe(false);
  });

  it('takes over the lock of a process that died', () => {
    create().close();
    writeFileSync(join(path, '.lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    expect(open().readOnly).toBe(false);
  });

  it('treats an unreadable lock file as left over', () => {
    create().close();
    writeFileSync(join(path, '.lock'), '');
    expect(open().readOnly).toBe(false);
  });

  it('says that a damaged study.json is damaged', () => {
    create().close();
    writeFileSync(join(path, 'study.json'), '{"name":');
    expect(() => open()).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});

describe('edits', () => {
  it('are undone and redone across closing and opening', () => {
    const study = create();
    put(study, 'T2DM, metformin first', '1');
    put(study, 'T2DM, metformin first', '2');
    study.close();
    const again = open();
    expect(again.documents.list('cohorts')).toEqual(['T2DM, metformin first']);
    again.documents.undo();
    expect(again.documents.read('cohorts', 'T2DM, metformin first')).toBe('1');
    again.documents.undo();
    expect(again.documents.list('cohorts')).toEqual([]);
    again.documents.redo();
    expect(again.documents.read('cohorts', 'T2DM, metformin first')).toBe('1');
    put(again, 'other', 'x');
    expect(again.documents.redoLabel()).toBeNull();
  });

  it('never overwrite what was changed outside since', () => {
    const study = create();
    put(study, 'a', '1');
    writeFileSync(join(path, 'cohorts', 'a.json'), 'by hand');
    expect(() => study.documents.undo()).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(study.documents.read('cohorts', 'a')).toBe('by hand');
  });

  it('that a crash cut off between journal and file are finished on opening', () => {
    create().close();
    const entry = {
      kind: 'edit',
      seq: 1,
      at: '2026-01-01T00:00:00Z',
      label: 'Edit a',
      changes: [{ file: 'cohorts/a.json', before: null, after: 'whole' }],
    };
    appendFileSync(join(path, 'journal.ndjson'), `${JSON.stringify(entry)}\n`);
    const study = open();
    expect(study.documents.read('cohorts', 'a')).toBe('whole');
    expect(study.recovered).toEqual([expect.stringContaining('Edit a')]);
    study.close();
    expect(open().recovered).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('stand in a folder that only their owner can read', () => {
    create().close();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('that a crash cut off inside the journal are dropped with a word', () => {
    const study = create();
    put(study, 'a', '1');
    study.close();
    appendFileSync(join(path, 'journal.ndjson'), '{"kind":"edit","seq":9');
    const again = open();
    expect(again.recovered).toHaveLength(1);
    put(again, 'b', '2');
    expect(again.documents.list('cohorts')).toEqual(['a', 'b']);
  });

  it.each(['a/b', '..', '.hidden', 'ends.', 'CON*?"<>|', 'Ünï 名前', '50 % of all'])('keep any name: %s', (name) => {
    expect(fileNameOf(name)).not.toMatch(/^\.|[/\\:*?"<>|]/);
    expect(nameOfFile(`${fileNameOf(name)}.json`)).toBe(name);
  });
});

describe('the ledger', () => {
  const ledgerPath = () => join(path, 'ledger.ndjson');
  const record = (study: Study, n: number) => {
    for (let i = 0; i < n; i++) study.record({ act: 'sql', summary: `Query ${i}`, detail: { rows: i } });
  };

  it('chains every act and holds when nothing was touched', () => {
    const study = create();
    record(study, 5);
    expect(study.ledger.entries(0, 100).total).toBe(6);
    expect(study.ledger.entries(0, 2).entries.map((e) => e.summary)).toEqual(['Query 4', 'Query 3']);
    expect(verifyLedger(path)).toEqual([]);
  });

  it('names the line that was changed, removed or swapped', () => {
    const study = create();
    record(study, 4);
    const lines = readFileSync(ledgerPath(), 'utf8').trimEnd().split('\n');
    const write = (changed: string[]) => writeFileSync(ledgerPath(), `${changed.join('\n')}\n`);
    write(lines.map((line, i) => (i === 2 ? line.replace('Query 1', 'Query 7') : line)));
    expect(verifyLedger(path)[0]).toMatch(/line 3 was changed/);
    write(lines.filter((_, i) => i !== 2));
    expect(verifyLedger(path)[0]).toMatch(/line 3 is entry 4: entry 3 before it was removed/);
    write([lines[1]!, lines[0]!, ...lines.slice(2)]);
    expect(verifyLedger(path).length).toBeGreaterThan(0);
  });

  it('goes on after a torn last line', () => {
    const study = create();
    record(study, 2);
    study.close();
    appendFileSync(ledgerPath(), '{"seq":4,"at"');
    const again = open();
    expect(again.recovered).toHaveLength(1);
    record(again, 1);
    expect(verifyLedger(path)).toEqual([]);
  });
});

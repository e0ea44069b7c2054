import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const most = 40_000;
const size = () => statSync(join(folder, 'journal.ndjson')).size;
const open = () => openJournal(folder, true, [], most);
type Journal = ReturnType<typeof open>;

function edit(journal: Journal, label: string, bytes: number): void {
  const text = label.repeat(bytes / label.length);
  journal.done(journal.begin('edit', label, [{ file: 'cohorts/a.json', before: null, after: text }]));
}

/** Labels of the edits that can be undone, the latest first. */
function undoAll(journal: Journal): string[] {
  const labels: string[] = [];
  for (let next = journal.undoable(); next; next = journal.undoable()) {
    labels.push(next.label);
    journal.done(journal.begin('undo', next.label, []));
  }
  return labels;
}

it('stays within its room while a long definition is edited, and still undoes the latest edits', () => {
  const journal = open();
  for (let i = 0; i < 50; i++) {
    edit(journal, `e${i % 10}`, 5000);
    expect(size()).toBeLessThan(most + 6000);
  }
  const again = open();
  const labels = undoAll(again);
  expect(labels.slice(0, 3)).toEqual(['e9', 'e8', 'e7']);
  expect(labels.length).toBeLessThan(8);
});

it('keeps an edit that takes more than all of its room, and what was undone until the next edit', () => {
  const journal = open();
  edit(journal, 'long', 60_000);
  expect(journal.undoable()?.label).toBe('long');
  expect(undoAll(journal)).toEqual(['long']);
  expect(journal.redoable()?.label).toBe('long');
  edit(journal, 'next', 40);
  expect(size()).toBeLessThan(most);
  expect(undoAll(open())).toEqual(['next']);
});

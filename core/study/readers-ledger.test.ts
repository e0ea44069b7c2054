import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyReadersLedger } from './readers-ledger.ts';
import { createStudy, openStudy, type Study } from './study.ts';
import { verifyLedger } from './verify-ledger.ts';

let folder: string;
let writer: Study;
const file = () => join(writer.path, 'ledger-readers.ndjson');
const look = (study: Study, table: string) =>
  study.record({ act: 'view', summary: `Rows of ${table} viewed`, detail: { dataset: 'd', table } });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-readers-'));
  writer = createStudy(join(folder, 'demo.stillroom'), 'Demo', '0.1.0');
});
afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true });
});

describe('what is looked at in a read-only study', () => {
  it('is written down beside the ledger, a chain for each opening', () => {
    const readers = [openStudy(writer.path), openStudy(writer.path)];
    for (const table of ['person', 'visit_occurrence']) for (const reader of readers) look(reader, table);
    look(writer, 'death');
    expect(readers.map(({ readOnly }) => readOnly)).toEqual([true, true]);
    expect(readFileSync(file(), 'utf8').trimEnd().split('\n')).toHaveLength(4);
    expect(writer.ledger.entries(0, 9).total).toBe(2);
    expect(verifyLedger(writer.path)).toEqual([]);
    expect(verifyReadersLedger(writer.path)).toEqual([]);
  });

  it('cannot be changed or left out unseen', () => {
    const reader = openStudy(writer.path);
    for (const table of ['person', 'visit_occurrence', 'death']) look(reader, table);
    const lines = readFileSync(file(), 'utf8').trimEnd().split('\n');
    writeFileSync(file(), `${lines.map((line) => line.replace('visit_occurrence', 'concept')).join('\n')}\n`);
    expect(verifyReadersLedger(writer.path)[0]).toMatch(/line 2/);
    writeFileSync(file(), `${lines[0]}\n${lines[2]}\n`);
    expect(verifyReadersLedger(writer.path)[0]).toMatch(/line 2/);
  });

  it('starts on a line of its own after one that was cut off', () => {
    const reader = openStudy(writer.path);
    look(reader, 'person');
    appendFileSync(file(), '{"act"');
    look(reader, 'death');
    expect(verifyReadersLedger(writer.path)).toEqual(['ledger-readers.ndjson line 2 is not as Stillroom writes it.']);
  });

  it('needs no file while nobody reads', () => {
    look(writer, 'person');
    expect(existsSync(file())).toBe(false);
  });
});

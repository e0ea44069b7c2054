import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocalBackend } from '../../cli/local-backend.ts';
import { verifyLedger } from '../../core/study/verify-ledger.ts';
import { tinySource } from './tiny-study.ts';

const tiny = await tinySource();
const path = join(tiny.folder, 'tiny.stillroom');
const backend = openLocalBackend('terminal');
afterAll(async () => {
  await backend.close();
  tiny.remove();
});

describe('an import that a crash kept out of the ledger', () => {
  it('is recorded when the study is opened, once, with its decisions', async () => {
    await backend.call('study.create', { path, name: 'Tiny' });
    const head = readFileSync(join(path, 'ledger-head.json'));
    const decision = { table: 'person', column: 'year_of_birth', action: 'attest' as const, reason: 'years only' };
    await backend.call('import.load', { paths: [tiny.source], name: 'tiny', decisions: [decision] });
    await backend.call('study.close', {});
    const ledger = join(path, 'ledger.ndjson');
    const lines = readFileSync(ledger, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).act)).toEqual(['study', 'gate', 'import']);
    writeFileSync(ledger, `${lines[0]}\n`);
    writeFileSync(join(path, 'ledger-head.json'), head);

    const { recovered } = await backend.call('study.open', { path });
    expect(recovered).toEqual([expect.stringContaining('tiny')]);
    const { entries } = await backend.call('ledger.list', {});
    expect(entries.map(({ act }) => act)).toEqual(['import', 'gate', 'study']);
    expect(entries[0]?.summary).toContain('found on opening');
    expect(entries[0]?.detail).toEqual(JSON.parse(lines[2]!).detail);
    expect(entries[1]?.detail).toEqual(JSON.parse(lines[1]!).detail);

    await backend.call('study.close', {});
    expect((await backend.call('study.open', { path })).recovered).toEqual([]);
    expect(verifyLedger(path)).toEqual([]);
  });
});

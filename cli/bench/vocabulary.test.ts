import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLocalBackend } from '../local-backend.ts';
import type { Terminal } from '../terminal.ts';
import { vocabularyBenchOf } from './vocabulary.ts';

const backend = openLocalBackend('terminal');
const folder = mkdtempSync(join(tmpdir(), 'stillroom-vocabulary-bench-'));
const terminal: Terminal = {
  backend,
  signal: new AbortController().signal,
  onProgress: () => {},
  print: () => {},
  note: () => {},
};
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await backend.close();
});

test('every search is timed beside the scan, and both percentiles are given', async () => {
  const results = await vocabularyBenchOf(3000).run(terminal, folder, {
    persons: 1,
    rounds: 2,
    threads: 1,
    memoryLimit: '500MB',
  });
  const works = results.map(({ work }) => work);
  expect(works.slice(-2)).toEqual(['p50', 'p95']);
  expect(works).toContain('“qqq”: 0 found');
  expect(works.some((work) => /“diabetes”: [1-9]\d* found/.test(work))).toBe(true);
  for (const { ours, theirs } of results.slice(0, -2)) expect([ours.length, theirs.length]).toEqual([2, 2]);
});

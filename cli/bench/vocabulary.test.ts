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

test('every search is timed beside the scan, and percentiles of time and processor time are given', async () => {
  const notes: string[] = [];
  const bench = vocabularyBenchOf(3000, ['diabetes', 'qqq', 'disorder of']);
  const options = { persons: 1, rounds: 2, threads: 1, memoryLimit: '500MB' };
  const results = await bench.run({ ...terminal, note: (line) => notes.push(line) }, folder, options);
  const works = results.map(({ work }) => work);
  expect(works.filter((work) => work === 'p95')).toHaveLength(2);
  expect(works).toContain('“qqq”, standard conditions: 0 found');
  expect(works.some((work) => /“diabetes”: [1-9]\d* found/.test(work))).toBe(true);
  expect(works.some((work) => /a concept with [1-9]\d* below it/.test(work))).toBe(true);
  for (const { ours, theirs } of results.slice(0, -6)) expect([ours.length, theirs.length]).toEqual([2, 2]);
  expect(notes.join()).toMatch(/Index: .* MB on disk, .* MB in memory/);
});

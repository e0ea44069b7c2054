import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readOfflineProof } from './offline-proof.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-proof-'));
const path = join(folder, 'offline-proof.json');
afterAll(() => rmSync(folder, { recursive: true }));

const proof = {
  version: '0.1.0',
  at: '2026-01-02T03:04:05.000Z',
  system: 'linux x64, Node v22',
  isShutIn: true,
  isEveryProcessWatched: true,
  programs: 12,
  leaks: 0,
  planted: 5,
  caught: 5,
  faults: 0,
};

it('is null where no proof was made, and what was written where one was', () => {
  expect(readOfflineProof(path)).toBeNull();
  writeFileSync(path, JSON.stringify(proof));
  expect(readOfflineProof(path)).toEqual(proof);
});

it.each(['', 'no JSON', '{}', JSON.stringify({ ...proof, leaks: 'none' })])(
  'a file with %j is named as unreadable',
  (text) => {
    writeFileSync(path, text);
    expect(() => readOfflineProof(path)).toThrow(/offline-proof\.json.*prove:offline/);
  },
);

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.ts';
import { markOf } from './process-mark.ts';
import { removeExactly } from './remove-exactly.ts';

let folder: string;
const lockPath = () => join(folder, '.lock');
const leftBy = (holder: Record<string, unknown>) => writeFileSync(lockPath(), JSON.stringify(holder));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lock of a study', () => {
  it('is one, and leaves nothing behind', () => {
    const lock = takeLock(folder);
    expect(lock).not.toBeNull();
    expect(takeLock(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual(['.lock']);
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('is not held by a living process that was given a dead one’s number', () => {
    const mark = markOf(process.ppid);
    leftBy({ pid: process.ppid, host: hostname(), ...mark });
    expect(takeLock(folder)).toBeNull();
    leftBy({ pid: process.ppid, host: hostname(), ...mark, started: '1' });
    const lock = takeLock(folder);
    expect(lock).not.toBeNull();
    lock?.release();
    leftBy({ pid: process.pid, host: hostname(), started: '1', boot: mark.boot });
    takeLock(folder)?.release();
    expect(existsSync(lockPath())).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('does not outlive a restart of the machine', () => {
    leftBy({ pid: process.ppid, host: hostname(), ...markOf(process.ppid), boot: 'another' });
    expect(takeLock(folder)).not.toBeNull();
  });

  it('of another machine is respected', () => {
    leftBy({ pid: spawnSync(process.execPath, ['-e', '']).pid, host: 'elsewhere' });
    expect(takeLock(folder)).toBeNull();
  });

  it('is released by its owner only', () => {
    const lock = takeLock(folder);
    leftBy({ pid: process.ppid, host: hostname() });
    lock?.release();
    expect(existsSync(lockPath())).toBe(true);
  });

  it('that was taken over meanwhile is not deleted by who judged the old one dead', () => {
    const stale = JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() });
    const lock = takeLock(folder);
    const taken = readFileSync(lockPath(), 'utf8');
    removeExactly(lockPath(), stale);
    expect(readFileSync(lockPath(), 'utf8')).toBe(taken);
    expect(readdirSync(folder)).toEqual(['.lock']);
    lock?.release();
    removeExactly(lockPath(), stale);
    expect(readdirSync(folder)).toEqual([]);
  });
});

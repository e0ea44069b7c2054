import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendDurably } from './durable-file.ts';
import { createStudy } from './study.ts';
import { verifyLedger } from './verify-ledger.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!canMount)('on a disk with little room left', () => {
  const small = mkdtempSync(join(tmpdir(), 'stillroom-small-'));
  const path = join(small, 'lines.ndjson');

  beforeAll(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]));
  afterAll(() => {
    execFileSync('umount', [small]);
    rmSync(small, { recursive: true });
  });

  it('a line that fits in part is refused, and leaves nothing of itself', () => {
    writeFileSync(join(small, 'other'), Buffer.alloc(48 * 1024));
    appendFileSync(path, 'first\n');
    expect(() => appendDurably(path, 'x'.repeat(40 * 1024))).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(readFileSync(path, 'utf8')).toBe('first\n');
    appendDurably(path, 'second');
    expect(readFileSync(path, 'utf8')).toBe('first\nsecond\n');
    rmSync(join(small, 'other'));
  });

  it('the ledger refuses an act it cannot hold, and its chain stays whole', () => {
    rmSync(path, { force: true });
    const study = createStudy(join(small, 'demo.stillroom'), 'Demo', '0.1.0');
    const record = (text: string) => study.record({ act: 'sql', summary: 'Query run', detail: { sql: text } });
    expect(() => record('x'.repeat(80 * 1024))).toThrow(expect.objectContaining({ code: 'disk_full' }));
    const before = statSync(join(study.path, 'ledger.ndjson')).size;
    record('SELECT 1');
    expect(verifyLedger(study.path)).toEqual([]);
    expect(statSync(join(study.path, 'ledger.ndjson')).size).toBeGreaterThan(before);
    study.close();
  });
});

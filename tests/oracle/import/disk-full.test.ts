import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importDataset } from '../../../core/importers/import-dataset.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-full-'));
const disk = join(root, 'disk');
mkdirSync(disk);

/** A disk of three megabytes; needs the right to mount one. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isMounted = mountSmallDisk();
afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(!isMounted)('a disk that fills up during an import', () => {
  it('is Failure disk_full and leaves the study as it was', async () => {
    const source = join(root, 'source');
    mkdirSync(source);
    const dataDir = join(disk, 'data');
    writeFileSync(join(source, 'person.csv'), 'person_id,person_source_value\n1,a\n');
    await importDataset({ paths: [source], name: 'before', decisions: [], dataDir });
    const before = readdirSync(join(dataDir, 'before'));

    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `${i},${(i * 2_654_435_761) % 4_294_967_296}${(i * 40_503) % 65_536}`,
    );
    writeFileSync(join(source, 'person.csv'), `person_id,person_source_value\n${rows.join('\n')}\n`);
    await expect(importDataset({ paths: [source], name: 'after', decisions: [], dataDir })).rejects.toMatchObject({
      code: 'disk_full',
    });
    expect(readdirSync(dataDir)).toEqual(['before']);
    expect(readdirSync(join(dataDir, 'before'))).toEqual(before);
  });
});

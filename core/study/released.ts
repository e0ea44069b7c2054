import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { counted, earlierRelease } from '../../contract/release.ts';
import type { LedgerEntry } from '../../contract/study.ts';
import { fileProblem, type RecordedFile, recordedFile } from './recorded-files.ts';
import { readStored, writeStored } from './stored-json.ts';

const index = z.number().int().nonnegative();

const node = z.object({
  value: z.number().int().nonnegative(),
  role: z.enum(['cell', 'known', 'hidden']),
  name: z.string().optional(),
  place: z.string().optional(),
  who: z.object({ unit: z.enum(['persons', 'events']), group: z.string(), where: counted.shape.where }).optional(),
  /** What was printed; null where nothing was. */
  printed: z.number().nullable(),
});

/** A cohort, or a plain table, of which something has left; `dataset` is null for a table. */
const group = z.object({
  key: z.string(),
  name: z.string(),
  dataset: z.string().nullable(),
  fingerprint: z.string(),
});
export type ReleasedGroup = z.infer<typeof group>;

/**
 * What one bundle told: `released/<day>-<random>.json`. Every count of it, shown or withheld, whom it counts, what was
 * printed of it, and the sums between them. It holds exact numbers and stays in the study.
 */
const releasedCells = z.object({
  schema: z.literal(1),
  ...earlierRelease.shape,
  groups: z.array(group),
  nodes: z.array(node),
  relations: z.array(z.object({ parts: z.array(index), total: index })),
});
export type ReleasedCells = z.infer<typeof releasedCells>;

/** Keeps what a bundle tells, on the disk when this returns. What comes back names the file in the ledger's line. */
export function keepReleased(studyPath: string, cells: ReleasedCells): RecordedFile {
  const name = `${cells.at.slice(0, 10)}-${randomBytes(5).toString('hex')}.json`;
  const path = join(studyPath, 'released', name);
  writeStored(path, cells);
  return recordedFile(studyPath, path);
}

/**
 * What the bundles have told of which the ledger knows, oldest first. Those that did not leave after all are left out.
 *
 * @throws Failure `integrity` where what the ledger names is gone or was changed: then nothing can be held against it.
 */
export function releasedBefore(studyPath: string, exports: readonly LedgerEntry[]): ReleasedCells[] {
  const files = exports.flatMap(({ detail }) => {
    const { data } = z.object({ path: z.string(), sha256: z.string() }).safeParse(detail.file);
    return data ? [{ ...data, isVoid: 'code' in detail }] : [];
  });
  const voided = new Set(files.filter(({ isVoid }) => isVoid).map(({ path }) => path));
  return files
    .filter(({ path }) => !voided.has(path))
    .map((file) => {
      const problem = fileProblem(studyPath, file);
      if (problem !== null || !existsSync(join(studyPath, file.path))) throw lost(problem ?? file.path);
      return readStored(join(studyPath, file.path), releasedCells);
    });
}

const lost = (problem: string): Failure =>
  new Failure(
    'integrity',
    `What has left this study before is not on record any more: ${problem} Restore the file from a copy; until then nothing new can be held against it, and nothing is exported.`,
  );

import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { fileNameOf } from './file-name.ts';
import { readStored, writeStored } from './stored-json.ts';
import type { Study } from './study.ts';

const generated = z.object({ dataset: z.string(), persons: z.number().int(), rows: z.number().int() });

/** A definition as it once was: one file a text, `revisions/<cohort>/<id>.json`. */
const revision = z.object({
  at: z.string(),
  label: z.string().nullable(),
  generated: z.array(generated),
  definition: z.record(z.string(), z.unknown()),
});
export type StoredRevision = z.infer<typeof revision> & { readonly id: string };

type Json = Readonly<Record<string, unknown>>;

const revisionId = /^[0-9a-f]{16}$/;

/** The same definition has the same id, however its file is laid out. */
export const revisionIdOf = (definition: Json): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);

const revisionsFolder = (cohort: string): string => `revisions/${fileNameOf(cohort)}`;

const pathOf = (study: Study, cohort: string, id: string) => join(study.path, revisionsFolder(cohort), `${id}.json`);

/** What was kept of a cohort, the latest first. */
export function readRevisions(study: Study, cohort: string): StoredRevision[] {
  const folder = join(study.path, revisionsFolder(cohort));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ id: file.slice(0, -5), ...readStored(join(folder, file), revision) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** @throws Failure `not_found` where the cohort has no such revision. */
export function readRevision(study: Study, cohort: string, id: string): StoredRevision {
  const path = pathOf(study, cohort, id);
  if (!revisionId.test(id) || !existsSync(path))
    throw new Failure('not_found', `The cohort “${cohort}” has no revision “${id.slice(0, 20)}”. List its revisions.`);
  return { id, ...readStored(path, revision) };
}

export interface Kept {
  /** A name of its own; the one it has stays where none is given. */
  readonly label?: string;
  /** What it gave; an earlier answer on the same dataset is replaced. */
  readonly generated?: z.infer<typeof generated>;
}

/** Keeps a definition as it is now. One that was kept before gets the new name or figures beside what it has. */
export function keepRevision(study: Study, cohort: string, definition: Json, { label, generated: given }: Kept): void {
  study.requireWritable();
  const id = revisionIdOf(definition);
  const path = pathOf(study, cohort, id);
  const before = existsSync(path) ? readStored(path, revision) : null;
  const others = (before?.generated ?? []).filter(({ dataset }) => dataset !== given?.dataset);
  const value = {
    at: new Date().toISOString(),
    label: label ?? before?.label ?? null,
    generated: given ? [...others, given] : others,
    definition,
  };
  writeStored(path, value);
}

/**
 * Gives a cohort's revisions to the name that it gets as well. Those under the old name stay, for the undo of the rename:
 * were they moved as part of that edit, a revision kept afterwards would stand in the way of undoing it.
 */
export function copyRevisions(study: Study, from: string, to: string): void {
  study.requireWritable();
  for (const { id, ...value } of readRevisions(study, from)) writeStored(pathOf(study, to, id), value);
}

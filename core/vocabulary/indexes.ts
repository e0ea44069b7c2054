import { accessSync, constants } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import type { DatasetManifest } from '../../contract/data.ts';
import type { Connection } from '../engine/database.ts';
import type { Workspace } from '../engine/workspace.ts';
import { buildIndex } from './build-index.ts';
import { attachIndex, keepIndex } from './index-file.ts';
import { type SharedWork, shareWork } from './shared-work.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';

/** A dataset as its index is made of it. */
export interface IndexedDataset {
  readonly workspace: Workspace;
  readonly manifest: DatasetManifest;
  /** Where the index is kept. */
  readonly folder: string;
  /** False where the study is open for reading only: the index is then kept in memory. */
  readonly mayKeep: boolean;
  /** Runs work on a connection of its own that outlasts the job that asked. */
  lend<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
}

interface State {
  index: VocabularyIndex | null;
  attaching: Promise<VocabularyIndex | null> | null;
  text: SharedWork<VocabularyIndex> | null;
  counted: SharedWork<VocabularyIndex> | null;
}

const states = new WeakMap<Workspace, State>();
let inMemory = 0;

function stateOf(workspace: Workspace): State {
  const state = states.get(workspace) ?? { index: null, attaching: null, text: null, counted: null };
  states.set(workspace, state);
  return state;
}

/** The index with counts, where it has been made: on this workspace, or kept beside the dataset. */
export async function countedIndex(connection: Connection, dataset: IndexedDataset): Promise<VocabularyIndex | null> {
  const state = stateOf(dataset.workspace);
  if (state.index?.isCounted) return state.index;
  // A file can be attached once only: those who ask together wait for the same.
  state.attaching ??= attachIndex(connection, dataset.folder, dataset.manifest).finally(() => {
    state.attaching = null;
  });
  const kept = await state.attaching;
  if (kept && !state.index?.isCounted) state.index = kept;
  return state.index?.isCounted ? state.index : null;
}

/** The index to read from; without one, the search text alone is prepared in memory, which takes seconds. */
export async function anyIndex(
  connection: Connection,
  dataset: IndexedDataset,
  context: JobContext,
): Promise<VocabularyIndex> {
  const state = stateOf(dataset.workspace);
  const ready = (await countedIndex(connection, dataset)) ?? state.index;
  if (ready) return ready;
  state.text ??= begin(state, 'text', (own) => dataset.lend((lent) => buildInMemory(lent, dataset, false, own)));
  return state.text.wait(context);
}

/** Makes the index with counts; those who ask while it is made wait for the same. */
export async function prepareIndex(
  connection: Connection,
  dataset: IndexedDataset,
  context: JobContext,
): Promise<VocabularyIndex> {
  const ready = await countedIndex(connection, dataset);
  if (ready) return ready;
  const state = stateOf(dataset.workspace);
  state.counted ??= begin(state, 'counted', (own) => dataset.lend((lent) => buildCounted(lent, dataset, own)));
  return state.counted.wait(context);
}

function begin(
  state: State,
  which: 'text' | 'counted',
  work: (context: JobContext) => Promise<VocabularyIndex>,
): SharedWork<VocabularyIndex> {
  return shareWork(async (context) => {
    try {
      const made = await work(context);
      if (made.isCounted || !state.index) state.index = made;
      return made;
    } finally {
      state[which] = null;
    }
  });
}

/** A dataset's folder may be open for reading only where the study is not. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function buildCounted(
  connection: Connection,
  dataset: IndexedDataset,
  context: JobContext,
): Promise<VocabularyIndex> {
  if (!dataset.mayKeep || !isWritable(dataset.folder)) return buildInMemory(connection, dataset, true, context);
  await keepIndex(connection, dataset.folder, dataset.manifest, context);
  return (await countedIndex(connection, dataset)) ?? buildInMemory(connection, dataset, true, context);
}

async function buildInMemory(
  connection: Connection,
  { manifest }: IndexedDataset,
  isCounted: boolean,
  context: JobContext,
): Promise<VocabularyIndex> {
  const schema = `memory.vocabulary_${++inMemory}`;
  await connection.run(`CREATE SCHEMA ${schema}`);
  try {
    return await buildIndex(connection, schema, manifest, isCounted, context);
  } catch (error) {
    await connection.run(`DROP SCHEMA ${schema} CASCADE`);
    throw error;
  }
}

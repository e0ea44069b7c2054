import { join } from 'node:path';
import type { DatasetManifest } from '../contract/data.ts';
import { Failure, type JobContext } from '../contract/index.ts';
import type { Connection } from './engine/database.ts';
import { type LockedDatabase, openLocked } from './engine/locked.ts';
import type { EngineLimits } from './engine/settings.ts';
import { openWorkspace, type Workspace } from './engine/workspace.ts';
import type { InferenceClient } from './inference/client.ts';
import { chooseDataset, datasetFolder, readManifest } from './study/datasets.ts';
import { cohortRowsPath, generations } from './study/generations.ts';
import type { Study } from './study/study.ts';

export interface SessionOptions {
  readonly host: 'desktop' | 'browser' | 'terminal';
  readonly version: string;
  readonly limits: EngineLimits;
  /** Folder of model folders. */
  readonly modelsFolder: string;
  /** The sample cohort's Parquet files and the cohort definitions that go with it. */
  readonly sampleFolder: string;
  readonly templatesFolder: string;
  /** Where new studies are proposed and recent ones remembered. */
  readonly home: string;
  readonly inference: InferenceClient;
}

/** What one backend holds open: at most one study, and the engines of its datasets. */
export interface Session {
  readonly options: SessionOptions;
  current(): Study | null;
  study(): Study;
  /** The open study, when it may be changed. */
  writable(): Study;
  use(study: Study | null): void;
  /** Runs `work` on a fresh connection to the trusted instance of a dataset, closed afterwards. */
  onDataset<T>(
    dataset: string | undefined,
    work: (connection: Connection, dataset: string, workspace: Workspace) => Promise<T>,
  ): Promise<T>;
  /** The locked instance of a dataset, with the study's cohorts. */
  locked(dataset: string | undefined): Promise<LockedDatabase>;
  /** Runs `work` on scratch space without a dataset. */
  onScratch<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Call after a cohort was generated or a dataset came or went. */
  forget(dataset: string): void;
  close(): Promise<void>;
}

/** What a query may read: the tables that came and the CDM's other tables, which exist, empty. */
const tablesOf = ({ tables, absent }: DatasetManifest) => [...tables.map(({ name }) => name), ...absent];

/** Fetches lazily, once, and again after a failure. */
function keeper<T>() {
  const kept = new Map<string, Promise<T>>();
  return {
    get(key: string, make: () => Promise<T>): Promise<T> {
      const have = kept.get(key);
      if (have) return have;
      const made = make();
      kept.set(key, made);
      made.catch(() => kept.delete(key));
      return made;
    },
    take(key: string): Promise<T> | undefined {
      const have = kept.get(key);
      kept.delete(key);
      return have;
    },
    keys: () => [...kept.keys()],
  };
}

export function createSession(options: SessionOptions): Session {
  const workspaces = keeper<Workspace>();
  const locked = keeper<LockedDatabase>();
  let open: Study | null = null;

  const study = () => {
    if (!open) throw new Failure('not_found', 'No study is open. Open one, or create one, first.');
    return open;
  };
  const fileOf = (dataset: string) => join(datasetFolder(study().path, dataset), 'dataset.duckdb');

  async function drop(dataset: string): Promise<void> {
    (await workspaces.take(dataset))?.close();
    (await locked.take(dataset))?.close();
  }

  async function withConnection<T>(workspace: Workspace, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await workspace.connect();
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  return {
    options,
    current: () => open,
    study,
    writable() {
      study().requireWritable();
      return study();
    },
    use(next) {
      for (const dataset of new Set([...workspaces.keys(), ...locked.keys()])) void drop(dataset);
      open?.close();
      open = next;
    },
    async onDataset(dataset, work) {
      const name = chooseDataset(study().path, dataset);
      const workspace = await workspaces.get(name, () => openWorkspace(options.limits, fileOf(name)));
      return withConnection(workspace, (connection) => work(connection, name, workspace));
    },
    locked(dataset) {
      const { path } = study();
      const name = chooseDataset(path, dataset);
      return locked.get(name, () =>
        openLocked({
          limits: options.limits,
          datasetFile: fileOf(name),
          tables: tablesOf(readManifest(path, name)),
          cohorts: generations(path, name).map((g) => ({ name: g.name, path: cohortRowsPath(path, name, g.name) })),
        }),
      );
    },
    async onScratch(work) {
      const workspace = await openWorkspace(options.limits);
      try {
        return await withConnection(workspace, work);
      } finally {
        workspace.close();
      }
    },
    forget(dataset) {
      void locked.take(dataset)?.then((database) => database.close());
    },
    async close() {
      await Promise.all([...new Set([...workspaces.keys(), ...locked.keys()])].map(drop));
      open?.close();
      open = null;
      await options.inference.close();
    },
  };
}

export type { JobContext };

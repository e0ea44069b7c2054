import type { DatasetManifest } from '../contract/data.ts';
import { Failure, type JobContext } from '../contract/index.ts';
import type { Connection } from './engine/database.ts';
import { type LockedDatabase, openLocked } from './engine/locked.ts';
import type { EngineLimits } from './engine/settings.ts';
import { openWorkspace, type Workspace } from './engine/workspace.ts';
import type { InferenceClient } from './inference/client.ts';
import { createJobs } from './jobs.ts';
import { createLending } from './lending.ts';
import { chooseDataset, databaseOf, readManifest } from './study/datasets.ts';
import { presentGenerations, rowsPathOf } from './study/generations.ts';
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
  /** What `npm run prove:offline` wrote of its last run; a package has none. */
  readonly proofFile?: string;
  readonly inference: InferenceClient;
}

/** What one backend holds open: at most one study, and the engines of its datasets. */
export interface Session {
  readonly options: SessionOptions;
  current(): Study | null;
  study(): Study;
  /** The open study, when it may be changed. */
  writable(): Study;
  /**
   * Leaves the open study for the one that `next` opens (or for none): its jobs are cancelled and waited for, its engines
   * closed, its lock released. Where `next` throws, or gives the open study, nothing changes.
   */
  change<S extends Study | null>(next: () => S): Promise<S>;
  /** The change of study that is under way, if any; never rejects. What is asked meanwhile must wait for it. */
  changing(): Promise<void> | null;
  /** Runs a job of the open study: it is cancelled, and waited for, when the study is left. */
  job<T>(context: JobContext, work: (context: JobContext) => Promise<T> | T): Promise<T>;
  /** Runs `work` on a fresh connection to the trusted instance of a dataset, closed afterwards. */
  onDataset<T>(
    dataset: string | undefined,
    work: (connection: Connection, dataset: string, workspace: Workspace) => Promise<T>,
  ): Promise<T>;
  /** Runs `work` on the locked instance of a dataset, with the study's cohorts. */
  onLocked<T>(dataset: string | undefined, work: (database: LockedDatabase, dataset: string) => Promise<T>): Promise<T>;
  /** Runs `work` on scratch space without a dataset. */
  onScratch<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Call after a cohort was generated or a dataset came or went: what still reads the old state may finish. */
  forget(dataset: string): void;
  /** Closes the engines of a dataset; resolves when nothing reads it any more. */
  leaveDataset(dataset: string): Promise<void>;
  close(): Promise<void>;
}

/** What a query may read: the tables that came and the CDM's other tables, which exist, empty. */
const tablesOf = ({ tables, absent }: DatasetManifest) => [...tables.map(({ name }) => name), ...absent];

export function createSession(options: SessionOptions): Session {
  const workspaces = createLending<Workspace>();
  const locked = createLending<LockedDatabase>();
  let open: Study | null = null;
  let jobs = createJobs();
  let changing: Promise<void> | null = null;

  const study = () => {
    if (!open) throw new Failure('not_found', 'No study is open. Open one, or create one, first.');
    return open;
  };
  const fileOf = (dataset: string) => databaseOf(study().path, dataset);

  async function leave(): Promise<void> {
    await jobs.stop();
    await Promise.all([workspaces.retireAll(), locked.retireAll()]);
    open?.close();
    open = null;
    jobs = createJobs();
  }

  function change<S extends Study | null>(next: () => S): Promise<S> {
    const changed = (changing ?? Promise.resolve()).then(async () => {
      const entered = next();
      if (entered === open) return entered;
      await leave();
      open = entered;
      return entered;
    });
    const over = () => {
      if (changing === waiting) changing = null;
    };
    // Who asked for the change is told that it failed; who waits for its end need not be.
    const waiting: Promise<void> = changed.then(over, over);
    changing = waiting;
    return changed;
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
    change,
    changing: () => changing,
    job: (context, work) => jobs.run(context, work),
    async onDataset(dataset, work) {
      const name = chooseDataset(study().path, dataset);
      const file = fileOf(name);
      return workspaces.use(
        name,
        () => openWorkspace(options.limits, file),
        (workspace) => withConnection(workspace, (connection) => work(connection, name, workspace)),
      );
    },
    async onLocked(dataset, work) {
      const opened = study();
      const { path } = opened;
      const name = chooseDataset(path, dataset);
      const datasetFile = fileOf(name);
      const make = () =>
        openLocked({
          limits: options.limits,
          datasetFile,
          tables: tablesOf(readManifest(path, name)),
          cohorts: presentGenerations(opened, name).map((one) => ({ name: one.name, path: rowsPathOf(path, one) })),
        });
      return locked.use(name, make, (database) => work(database, name));
    },
    async onScratch(work) {
      const workspace = await openWorkspace(options.limits, undefined, open?.encrypted ?? false);
      try {
        return await withConnection(workspace, work);
      } finally {
        workspace.close();
      }
    },
    forget(dataset) {
      void locked.retire(dataset);
    },
    async leaveDataset(dataset) {
      await Promise.all([workspaces.retire(dataset), locked.retire(dataset)]);
    },
    async close() {
      await change(() => null);
      await options.inference.close();
    },
  };
}

export type { JobContext };

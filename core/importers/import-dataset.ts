import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type JobContext, quiet } from '../../contract/context.ts';
import type { DatasetManifest, Decision, ImportPlan, ImportResult } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { expandDecisions } from '../deidentify/decide/group-decisions.ts';
import { resolveTables } from '../deidentify/decide/resolve-source.ts';
import { studySecrets } from '../deidentify/decide/secrets.ts';
import { inspectTables } from '../deidentify/inspect.ts';
import { regimeAfter } from '../deidentify/regime.ts';
import { attachForWriting } from '../engine/data-file.ts';
import type { Connection } from '../engine/database.ts';
import { onDatabase } from '../engine/on-database.ts';
import { defaultLimits, type EngineLimits, trustedSettings, withAtMost } from '../engine/settings.ts';
import { hashFile } from '../study/hash-file.ts';
import { stopIfCancelled } from './cancelled.ts';
import { beginDataset, type UnfinishedDataset } from './dataset-folder.ts';
import { datasetName } from './dataset-name.ts';
import { describeTables } from './describe-tables.ts';
import { directRows } from './direct-rows.ts';
import { droppedColumns, passGate } from './gate.ts';
import type { DirectRows, Importer, SourcePlan } from './importer.ts';
import { otherDatasets } from './other-datasets.ts';
import { reading } from './reading/read-failure.ts';
import { chooseImporter } from './registry.ts';
import { collectFiles, type SourceFile } from './source-files.ts';

export interface InspectInput {
  readonly paths: readonly string[];
  readonly format?: string | undefined;
  /** `<study>/data`, where there is a study. */
  readonly dataDir?: string | undefined;
}

export interface ImportInput extends InspectInput {
  readonly name?: string | undefined;
  readonly decisions: readonly Decision[];
  /** `<study>/data`. */
  readonly dataDir: string;
  readonly limits?: EngineLimits;
}

/** An import streams: DuckDB would fill whatever it is given with blocks it has written and will not read again. */
const mostMemory = '2GB';

interface Planned {
  readonly importer: Importer;
  readonly files: readonly SourceFile[];
  readonly source: SourcePlan;
  readonly plan: ImportPlan;
}

/**
 * What an import of `paths` would do, with the gate's report; loads nothing. Delimited files are read once into
 * temporary tables of `scratch`, which go with its connection.
 */
export async function inspectPaths(
  input: InspectInput,
  scratch: Connection,
  context: JobContext = quiet,
): Promise<ImportPlan> {
  return (await planImport(input, scratch, context)).plan;
}

/**
 * Plan, gate, load: `data/<name>/` with `dataset.duckdb` (tables in `main`, what did not fit in `rejected`) and
 * `manifest.json`. Failure `gate` while a blocking column has no decision, `conflict` for a taken name. On any
 * failure, cancel or kill `dataDir` stays as it was.
 */
export async function importDataset(
  input: ImportInput,
  context: JobContext = quiet,
): Promise<{ manifest: DatasetManifest; result: ImportResult }> {
  const started = performance.now();
  const name = datasetName(input.name, input.paths);
  const folder = await beginDataset(input.dataDir, name);
  try {
    const most = withAtMost(input.limits ?? defaultLimits(), mostMemory);
    const limits = trustedSettings(most, folder.spill, folder.key !== null);
    const { planned, loaded, verdict, decisions } = await onDatabase({ settings: limits }, async (connection) => {
      await attachForWriting(connection, { path: folder.database, catalog, key: folder.key }, context);
      const planned = await planImport(input, connection, context, directRows(catalog, input.decisions));
      const decisions = expandDecisions(planned.plan, input.decisions);
      const verdict = passGate(planned.plan, decisions);
      const secrets = () => studySecrets(dirname(input.dataDir));
      const tables = await resolveTables(planned.source.tables, decisions, secrets, connection);
      const resolved = { ...planned, source: { ...planned.source, tables } };
      return { planned, verdict, decisions, loaded: await load(resolved, decisions, connection, context) };
    });
    const decided = { name, verdict, decisions };
    const manifest = await describe(planned, loaded, decided, folder, context);
    await folder.publish(manifest);
    return { manifest, result: resultOf(manifest, performance.now() - started) };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

async function planImport(
  input: InspectInput,
  connection: Connection,
  context: JobContext,
  direct: DirectRows | null = null,
): Promise<Planned> {
  await connection.run("SET TimeZone = 'UTC'");
  const files = await collectFiles(input.paths);
  const { importer, confidence, reason } = await chooseImporter(files, input.format, connection, context);
  const options = { datasets: otherDatasets(input.dataDir), direct };
  const source = await reading(files, () => importer.plan(files, connection, context, options));
  // What is rejected is kept as well, so the gate looks at it too.
  const gated = source.tables.map((table) => ({
    ...table,
    parts: table.parts.flatMap((part) => (part.unfit ? [part, part.unfit] : [part])),
  }));
  const report = await reading(files, () => inspectTables(connection, gated, context));
  const tables = source.tables.map((table) => ({
    name: table.name,
    files: table.parts.flatMap((part) => part.files.map((file) => file.name)),
    rows: table.rows,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      mapsTo: column.mapsTo,
      identifiers: [...report.findings(table.name, column.name)],
      ...report.help(table.name, column.name),
    })),
    warnings: [...table.warnings, ...report.warnings(table.name)],
  }));
  const plan: ImportPlan = {
    format: importer.name,
    confidence,
    reason,
    cdmVersion: source.cdmVersion,
    tables,
    ignored: [...source.ignored],
    unmapped: [...(source.unmapped ?? [])],
    read: [...(source.read ?? [])],
    warnings: [...source.warnings],
    persons: source.persons,
    risk: { regime: report.regime, notes: [...report.notes], dated: report.dated },
    verdict: report.verdict,
    summary: report.summary,
  };
  return { importer, files, source, plan };
}

/** The dataset's own catalog, open for writing from the plan on. */
const catalog = 'dataset';

type Loaded = Pick<DatasetManifest, 'persons' | 'sources' | 'tables' | 'absent'>;

async function load(
  { importer, files, source }: Planned,
  decisions: readonly Decision[],
  connection: Connection,
  context: JobContext,
): Promise<Loaded> {
  const options = { connection, catalog, isDropped: droppedColumns(decisions) };
  const {
    tables: loaded,
    absent,
    persons: counted,
  } = await reading(files, () => importer.load(source, options, context));
  const tables = await describeTables(loaded, catalog, connection, context);
  const { persons } = await connection.one<{ persons: number }>(
    `SELECT count(DISTINCT person_id) AS persons FROM ${catalog}.main.person`,
    [],
    context,
  );
  await connection.run(`DETACH ${catalog}`, [], context);
  context.progress({ stage: 'hashing' });
  return { persons: counted ?? persons, tables, absent: [...absent], sources: await sourcesOf(files, source, context) };
}

/** Files that were read, with their hashes. Failure `conflict` where one changed since it was listed. */
async function sourcesOf(
  files: readonly SourceFile[],
  source: SourcePlan,
  context: JobContext,
): Promise<DatasetManifest['sources']> {
  const used = new Set(source.tables.flatMap((table) => table.parts.flatMap((part) => part.files)));
  const out: DatasetManifest['sources'] = [];
  for (const file of files.filter((candidate) => used.has(candidate))) {
    const hash = await hashFile(file.path, context);
    const { size, mtimeMs } = await stat(file.path);
    if (size !== file.bytes || mtimeMs !== file.modifiedMs) {
      throw new Failure('conflict', `“${file.name}” changed while it was read. Import again once nobody writes to it.`);
    }
    out.push({ file: file.name, bytes: file.bytes, sha256: hash });
  }
  return out;
}

async function describe(
  { importer, plan }: Planned,
  loaded: Loaded,
  decided: Pick<DatasetManifest, 'name' | 'verdict' | 'decisions'>,
  folder: UnfinishedDataset,
  context: JobContext,
): Promise<DatasetManifest> {
  stopIfCancelled(context);
  const noted = plan.tables.flatMap((table) => table.warnings.map((warning) => `${table.name}: ${warning}`));
  return {
    schema: 1,
    ...decided,
    format: importer.name,
    cdmVersion: plan.cdmVersion,
    importedAt: new Date().toISOString(),
    regime: regimeAfter(plan.risk.regime, decided.decisions),
    ...loaded,
    sha256: await hashFile(folder.database, context),
    read: plan.read ?? [],
    unmapped: plan.unmapped ?? [],
    warnings: [...plan.warnings, ...noted],
  };
}

function resultOf(manifest: DatasetManifest, elapsedMs: number): ImportResult {
  return {
    dataset: manifest.name,
    format: manifest.format,
    persons: manifest.persons,
    tables: manifest.tables.map(({ name, rows, rejected }) => ({ name, rows, rejected })),
    read: manifest.read ?? [],
    unmapped: manifest.unmapped ?? [],
    verdict: manifest.verdict,
    decisions: manifest.decisions,
    elapsedMs: Math.round(elapsedMs),
  };
}

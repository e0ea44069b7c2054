import type { JobContext } from '../../../contract/context.ts';
import type { ReadAccount } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import type { PlanOptions, SourcePart } from '../importer.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import { mapColumns } from '../omop/column-plan.ts';
import { type OmopPlan, type OmopTable, ofOwnCodes } from '../omop/plan.ts';
import type { SourceFile } from '../source-files.ts';
import { type VocabularyAtHand, vocabularyAtHand } from '../vocabulary/at-hand.ts';
import { accountsOf, rejectedTable } from './accounts.ts';
import { besideTables } from './beside.ts';
import { cdmEvents, observationPeriods } from './cdm-events.ts';
import { peopleTables } from './cdm-people.ts';
import { findCodes, ownVocabulary } from './codes.ts';
import { fhirFiles } from './detect.ts';
import { withProseDeclared } from './prose-codes.ts';
import { readFiles } from './read-files.ts';
import { settle } from './settle.ts';
import { createStage, type Stage } from './stage.ts';

export interface FhirPlan extends OmopPlan {
  readonly read: readonly ReadAccount[];
  /** A staged table (type, file, line, reason) of what was refused and has no table of the CDM to be counted under. */
  readonly refused: string;
}

/**
 * Reads all resources once into private tables, follows references, and lays the CDM's tables out there: what is shown
 * is what will be loaded. Failure `unsupported` where no resource says who the patients are.
 */
export async function planFhir(
  files: readonly SourceFile[],
  connection: Stage['connection'],
  context: JobContext,
  { datasets }: Pick<PlanOptions, 'datasets'>,
): Promise<FhirPlan> {
  const sources = (await fhirFiles(files, context)).map(({ file }) => file);
  const stage = await createStage(connection, context);
  const vocabulary = await vocabularyAtHand(files, datasets, connection, context);
  const { unmapped } = await readFiles(sources, stage, context);
  await settle(stage, context);
  await findCodes(stage, vocabulary.lookup, context);
  await ownVocabulary(stage, context);
  const made = await makeTables(stage, context);
  const tables = await planTables(made, sources, stage, vocabulary, context);
  const persons = tables.find(({ name }) => name === 'person')?.parts[0]?.rows ?? 0;
  if (persons === 0) throw noPatient(sources);
  const read = await accountsOf(stage, context);
  const beside = await besideTables(stage, context);
  const used = new Set([...tables.flatMap(({ parts }) => parts.flatMap((part) => part.files))]);
  return {
    cdmVersion: '5.4',
    tables: [...tables, ...beside.map((table) => ({ ...table, dateFormats: new Map() }))],
    read,
    refused: stage.name('refused'),
    ignored: files.filter((file) => !used.has(file)).map(({ name }) => name),
    unmapped: [...unmapped].map(([path, n]) => ({ path, n })).sort((a, b) => b.n - a.n || (a.path < b.path ? -1 : 1)),
    warnings: warningsOf(read, unmapped.size, vocabulary),
    persons,
  };
}

/** Fills the CDM's tables in the stage; gives their names in the order in which they were made. */
async function makeTables(stage: Stage, context: JobContext): Promise<string[]> {
  const within: JobContext = { signal: context.signal, progress: () => {} };
  const made = ['concept', 'vocabulary'];
  const tables = [...peopleTables(stage), ...cdmEvents(stage)];
  for (const [i, [table, sql]] of tables.entries()) {
    context.progress({ stage: `making ${table}`, done: i, total: tables.length });
    await stage.connection.run(
      `${stage.create} ${stage.name(`out_${table}`)} AS SELECT * FROM (${sql}) ORDER BY 1`,
      [],
      within,
    );
    made.push(table);
  }
  const periods = `${stage.create} ${stage.name('out_observation_period')} AS ${observationPeriods(stage)}`;
  await stage.connection.run(periods, [], within);
  return [...made, 'observation_period'];
}

async function planTables(
  made: readonly string[],
  sources: readonly SourceFile[],
  stage: Stage,
  vocabulary: VocabularyAtHand,
  context: JobContext,
): Promise<OmopTable[]> {
  const out: OmopTable[] = [];
  const given = [...vocabulary.tables.keys()].filter((table) => !made.includes(table));
  for (const table of [...made, ...given]) {
    const own = made.includes(table) ? [await ownPart(table, sources, stage, context)] : [];
    const parts = [...(vocabulary.tables.get(table)?.parts ?? []), ...own];
    const rows = parts.reduce((sum, part) => sum + part.rows + (part.broken?.rows ?? 0) + (part.unfit?.rows ?? 0), 0);
    if (rows === 0) continue;
    const cdm = cdmTables.get(table)!;
    const planned: OmopTable = {
      name: table,
      parts,
      columns:
        own.length > 0
          ? await withProseDeclared(table, mapColumns(cdm, parts), stage, context)
          : mapColumns(cdm, parts),
      rows,
      warnings: [],
      impersonal: cdm.impersonal === true,
      dateFormats: vocabulary.tables.get(table)?.formats ?? new Map(),
    };
    out.push(table === 'concept' && own.length > 0 ? ofOwnCodes(planned) : planned);
  }
  return out;
}

const derivedPeriods =
  'FHIR does not say when a person was under observation. Each period runs from the first to the last record of the person.';

async function ownPart(
  table: string,
  sources: readonly SourceFile[],
  stage: Stage,
  context: JobContext,
): Promise<SourcePart> {
  const relation = stage.name(`out_${table}`);
  const { rows } = await stage.connection.one<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${relation}`,
    [],
    context,
  );
  const columns = await stage.connection.describe(`SELECT * FROM ${relation}`);
  const files = table === 'concept' || table === 'vocabulary' ? [] : sources;
  const broken = await rejectedTable(table, stage, context);
  return { files, relation, columns, rows, numbered: null, unfit: null, broken };
}

function warningsOf(read: readonly ReadAccount[], paths: number, { from }: VocabularyAtHand): string[] {
  const unknown = read.filter((one) => one.loaded === 0 && one.reasons.some(({ reason }) => /^No table/.test(reason)));
  const left = unknown.map(({ source, read: n }) => `${source} (${n})`).join(', ');
  return [
    from === null
      ? 'No vocabulary is at hand: concepts are 0, and each source code has a concept of its own, to be used as a source concept. Put the OMOP vocabulary files into the folder to map them.'
      : `Codes were looked up in the vocabulary of ${from}.`,
    derivedPeriods,
    ...(left ? [`No table takes these resources; they stay behind: ${left}.`] : []),
    ...(paths
      ? [`${paths} ${paths === 1 ? 'path is' : 'paths are'} in these files that no table takes; they are listed.`]
      : []),
  ];
}

function noPatient(files: readonly SourceFile[]): Failure {
  return new Failure(
    'unsupported',
    `There is no Patient among the resources of ${files.length} ${files.length === 1 ? 'file' : 'files'}, so nothing says whom they are about. ` +
      'Put Patient.ndjson of the same export beside them and import again.',
    { files: files.slice(0, 5).map(({ name }) => name) },
  );
}

import type { JobContext } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { Connection } from '../../engine/database.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { PlanOptions, SourcePart } from '../importer.ts';
import { isRequired } from '../omop/cdm/table.ts';
import { cdmTables } from '../omop/cdm/tables.ts';
import type { OmopPlan } from '../omop/plan.ts';
import { asText, csvPart } from '../reading/csv-part.ts';
import { reading } from '../reading/read-failure.ts';
import type { SourceFile } from '../source-files.ts';
import { lookupWarning, vocabularyAtHand, withVocabulary } from '../vocabulary/at-hand.ts';
import type { Vocabulary } from '../vocabulary/lookup.ts';
import { type SyntheaName, syntheaColumns, syntheaFiles, syntheaNames } from './synthea-files.ts';
import {
  ancestorRelation,
  conceptRelation,
  conceptsSql,
  deathRelation,
  made,
  madeRelation,
  numberedRows,
  periodRelation,
  personColumns,
} from './synthea-sql.ts';

interface ReadFile {
  readonly name: SyntheaName;
  readonly part: SourcePart;
  readonly rows: string;
  readonly has: (column: string) => boolean;
}

/** Synthea's CSV as tables of the CDM. Failure `unsupported` where a file lacks the columns of its name. */
export async function planSynthea(
  all: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
  { datasets }: Pick<PlanOptions, 'datasets'>,
): Promise<OmopPlan> {
  const { files, ignored } = syntheaFiles(all);
  const vocabulary = await vocabularyAtHand(ignored, datasets, connection, context);
  const read = new Map<SyntheaName, ReadFile>();
  for (const [name, file] of files) {
    context.progress({ stage: `reading ${name}`, done: read.size, total: files.size });
    read.set(name, await readFile(name, file, connection, context));
  }
  const patients = read.get('patients');
  if (!patients) throw noPatients();
  await stageKeys(read, vocabulary.lookup, connection, context);
  const parts = await eventParts(read, connection, context);
  await stageDays(parts, connection, context);
  parts.unshift(
    { table: 'person', from: patients, part: await personPart(patients, connection) },
    { table: 'observation_period', from: null, part: await madePart(patients.part.files, periodRelation, connection) },
  );
  const whole = async (table: string, relation: string) =>
    parts.push({ table, from: null, part: await madePart(patients.part.files, relation, connection) });
  if (patients.has('DEATHDATE')) await whole('death', deathRelation(patients.rows));
  await whole('concept', conceptRelation);
  await whole('concept_ancestor', ancestorRelation);
  const made = new Map<string, SourcePart[]>();
  for (const { table, part } of parts) made.set(table, [...(made.get(table) ?? []), part]);
  const tables = withVocabulary(made, vocabulary);
  const lookup = await connection.one<{ codes: number; known: number }>(
    'SELECT count(DISTINCT source_id) AS codes, count(DISTINCT source_id) FILTER (NOT is_own) AS known FROM temp.synthea_concepts',
  );
  const used = new Set(tables.flatMap((table) => table.parts.flatMap((part) => part.files)));
  const left = ignored.filter((file) => !used.has(file));
  return {
    cdmVersion: '5.4',
    tables,
    ignored: left.map((file) => file.name),
    warnings: [
      lookupWarning(vocabulary, lookup),
      'Observation periods run from a patient’s first event to the last.',
      ...(left.length ? [`${left.length} files of the folder are not read: see “left aside”.`] : []),
    ],
    persons: patients.part.rows,
    read: await accounts(read, parts, connection),
  };
}

interface Planned {
  readonly table: string;
  /** The file whose rows these are; null where rows are made of several. */
  readonly from: ReadFile | null;
  readonly part: SourcePart;
}

async function readFile(
  name: SyntheaName,
  file: SourceFile,
  connection: Connection,
  context: JobContext,
): Promise<ReadFile> {
  const part = await csvPart(file, `synthea_${name}`, asText, connection, context);
  const has = (column: string) => part.columns.some((one) => one.name.toUpperCase() === column.toUpperCase());
  const missing = syntheaColumns[name].filter((column) => !has(column));
  if (missing.length) {
    throw new Failure(
      'unsupported',
      `“${file.name}” should be Synthea’s ${name} but has no column ${missing.join(', ')}. Check that the first line names the columns.`,
      { missing },
    );
  }
  return { name, part, rows: numberedRows(part.relation, syntheaNames.indexOf(name)), has };
}

/** Patients and encounters by their own keys, and every code as a concept. */
async function stageKeys(
  read: ReadonlyMap<SyntheaName, ReadFile>,
  vocabulary: Vocabulary | null,
  connection: Connection,
  context: JobContext,
): Promise<void> {
  const keys = (table: string, file: ReadFile | undefined) =>
    connection.run(
      `CREATE OR REPLACE TEMP TABLE ${table} AS ${
        file
          ? `SELECT "Id" AS key, min(__n) AS id FROM ${file.rows} GROUP BY "Id"`
          : 'SELECT NULL::VARCHAR AS key, NULL::BIGINT AS id WHERE false'
      }`,
      [],
      context,
    );
  await keys('synthea_persons', read.get('patients'));
  await keys('synthea_visits', read.get('encounters'));
  const coded = [...read.values()]
    .filter(({ name, has }) => name !== 'encounters' && has('CODE'))
    .map(({ name, rows, has }) => ({ name, rows, described: has('DESCRIPTION') }));
  await connection.run(conceptsSql(coded, vocabulary), [], context);
}

async function eventParts(
  read: ReadonlyMap<SyntheaName, ReadFile>,
  connection: Connection,
  context: JobContext,
): Promise<Planned[]> {
  const parts: Planned[] = [];
  const told = new Set<SyntheaName>();
  for (const one of made) {
    const from = read.get(one.from);
    if (!from) continue;
    const relation = madeRelation(one, from.rows, from.has, ', r.__n AS __n');
    const part = await madePart(from.part.files, relation, connection, context);
    // What could not be read as rows is told of once, though two tables may be made of the file.
    parts.push({ table: one.table, from, part: told.has(one.from) ? part : { ...part, broken: from.part.broken } });
    told.add(one.from);
  }
  return parts;
}

/** A relation as a part; its rows' numbers in the file, where it has them in `__n`, tell the line. */
async function madePart(
  files: readonly SourceFile[],
  relation: string,
  connection: Connection,
  context?: JobContext,
): Promise<SourcePart> {
  const described = await reading(files, () => connection.describe(`SELECT * FROM ${relation}`));
  const isNumbered = described.some(({ name }) => name === '__n');
  const own = isNumbered ? `(SELECT * EXCLUDE (__n) FROM ${relation})` : relation;
  const { n } = await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${relation}`, [], context);
  const line = isNumbered ? '__n % 1000000000000 + 1' : 'row_number() OVER ()';
  return {
    files,
    relation: own,
    columns: described.filter(({ name }) => name !== '__n'),
    rows: n,
    numbered: async () =>
      `(SELECT * ${isNumbered ? 'EXCLUDE (__n)' : ''}, ${literal(files[0]!.name)} AS __file, ${line} AS __line FROM ${relation})`,
    unfit: null,
    broken: null,
  };
}

async function personPart(patients: ReadFile, connection: Connection): Promise<SourcePart> {
  const own = personColumns.filter(([, , needs]) => patients.has(needs));
  const taken = new Set(own.map(([, , needs]) => needs.toUpperCase()));
  const beside = patients.part.columns.filter(
    ({ name }) => !taken.has(name.toUpperCase()) && !/^deathdate$/i.test(name),
  );
  const columns = [
    ...own.map(([name, sql]) => `${sql} AS ${identifier(name)}`),
    ...beside.map(({ name }) => `r.${identifier(name)}`),
    'r.__n',
  ];
  const part = await madePart(
    patients.part.files,
    `(SELECT ${columns.join(', ')} FROM ${patients.rows} AS r)`,
    connection,
  );
  return { ...part, broken: patients.part.broken };
}

/** Every day on which something happened to a patient. */
async function stageDays(parts: readonly Planned[], connection: Connection, context: JobContext): Promise<void> {
  const selects = parts.flatMap(({ table, part }) =>
    part.columns
      .filter(({ name, type }) => type === 'DATE' && cdmTables.get(table)?.columns[name] !== undefined)
      .map(({ name }) => `SELECT person_id, ${identifier(name)} AS day FROM ${part.relation}`),
  );
  const none = 'SELECT NULL::BIGINT AS person_id, NULL::DATE AS day WHERE false';
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE synthea_days AS ${selects.join(' UNION ALL ') || none}`,
    [],
    context,
  );
}

/** Per file: rows read, and those that will be rejected since they lack what the table cannot do without. */
async function accounts(read: ReadonlyMap<SyntheaName, ReadFile>, parts: readonly Planned[], connection: Connection) {
  const out = [];
  for (const file of read.values()) {
    let unfit = 0;
    for (const { part, table } of parts.filter(({ from }) => from === file)) {
      const { columns } = cdmTables.get(table)!;
      const required = Object.keys(columns).filter((name) => isRequired(columns[name]!));
      const lacks = required.map((name) => `${identifier(name)} IS NULL`).join(' OR ');
      unfit += (await connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${part.relation} WHERE ${lacks}`)).n;
    }
    const broken = file.part.broken?.rows ?? 0;
    const reasons = [
      { reason: 'not readable as a row', n: broken },
      { reason: 'patient, key or date is missing or unknown', n: unfit },
    ].filter(({ n }) => n > 0);
    const source = file.part.files[0]!.name;
    out.push({
      source,
      read: file.part.rows + broken,
      loaded: file.part.rows - unfit,
      rejected: unfit + broken,
      reasons,
    });
  }
  return out;
}

function noPatients(): Failure {
  return new Failure(
    'unsupported',
    'There is no patients.csv here. Synthea writes its CSV files into one folder: choose that folder, with patients.csv in it.',
  );
}

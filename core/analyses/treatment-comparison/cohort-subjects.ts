import { stage } from '../../../contract/context.ts';
import { Failure } from '../../../contract/failure.ts';
import type { FeatureColumn } from '../../../contract/features.ts';
import { identifier } from '../../engine/sql-text.ts';
import { buildFeatures } from '../../features/build.ts';
import { refuseLeakage } from '../../features/leakage.ts';
import { cdmTables, needTable } from '../cdm-tables.ts';
import { fillSql } from '../fill-sql.ts';
import type { AnalysisCall, CohortsInput } from '../input.ts';
import { deathsSql, outcomeSql } from '../outcome-of-persons.ts';
import { exclusions, followUpWords, type Status } from './cohort-words.ts';
import entriesPerPersonSql from './entries-per-person.sql?raw';
import { comparisonFeatures } from './features.ts';
import keptEntriesSql from './kept-entries.sql?raw';
import personsSql from './persons-of-cohorts.sql?raw';
import { categoriesOf, covariatesOf, numberSql, type Wanted } from './read-covariates.ts';
import { refuseSmallArms } from './refuse.ts';
import type { ComparisonParams } from './spec.ts';
import statusesSql from './statuses.sql?raw';
import type { Gathered } from './subjects.ts';

type Call = AnalysisCall<ComparisonParams> & { readonly input: CohortsInput };

const matrix = 'comparison_features';

/**
 * New users of two cohorts: each person once, followed from the day after the first entry, with what was known before it.
 * The first cohort is the treatment.
 */
export async function cohortSubjects(given: Call): Promise<Gathered> {
  const call = { ...given, input: treatmentFirst(given) };
  const { params, input, connection, context } = call;
  refuseSame(input);
  const tables = await cdmTables(connection);
  needTable(tables, 'observation_period', 'a comparison needs it to know until when each person was observed');
  const declaration = params.features ?? comparisonFeatures;
  refuseLeakage(declaration, { fromDay: 1 });
  const sql: string[] = [];
  const run = async (text: string, name: string) => {
    sql.push(text);
    await connection.run(text, [], stage(context, name));
  };
  const entries = input.cohorts.map(entrySql).join('\nUNION ALL\n');
  const perArm = await connection.rows<{ arm: number; entries: number; persons: number }>(
    fillSql(entriesPerPersonSql, { entries }),
    [],
    context,
  );
  refuseEmpty(input, perArm);
  await run(fillSql(personsSql, personFragments(call, entries, tables)), 'Following persons');
  await run(keptEntriesSql.trim(), 'Following persons');
  const statuses = await connection.rows<Status>(statusesSql, [], context);
  refuseFew(input, statuses);
  const built = await buildFeatures(
    connection,
    { cohortTable: 'comparison_entries', declaration, into: matrix },
    stage(context, 'Building features'),
  );
  sql.push(built.sql);
  const read = await readPersons(call, built.columns);
  sql.push(read.sql);
  return {
    subjects: read.subjects,
    subgroups: subgroupNames(params, built.columns),
    about: {
      source: 'cohorts',
      unit: 'persons',
      armNames: [input.cohorts[0]!.name, input.cohorts[1]!.name],
      outcome: params.outcome,
      timeUnit: 'days',
      eventReading:
        params.outcome === 'death'
          ? 'date of death'
          : `first entry into “${params.outcome}” after the person’s own entry`,
      followUp: followUpWords(params),
      excluded: exclusions(perArm, statuses, params),
      skipped: [],
      notes: [
        ...built.notices,
        ...(tables.has('death') ? [] : ['The dataset has no table of deaths; follow-up ends with observation only.']),
        ...(params.outcome === 'death' || params.measure === 'risk' || !tables.has('death')
          ? []
          : ['Death is treated as leaving observation, not as a competing event.']),
      ],
    },
    sql,
  };
}

const entrySql = ({ table }: { readonly table: string }, at: number): string =>
  `SELECT ${1 - at} AS arm, CAST(subject_id AS BIGINT) AS subject_id, CAST(cohort_start_date AS DATE) AS start_date, CAST(cohort_end_date AS DATE) AS end_date FROM ${table}`;

function personFragments(
  { params, input }: Call,
  entries: string,
  tables: ReadonlySet<string>,
): Record<string, string> {
  const { lagDays, horizonDays, followUp, measure } = params;
  if (measure === 'risk' && horizonDays === undefined) {
    const message =
      'Parameter “horizonDays”: a risk needs a number of days within which the outcome counts. Give one, or compare hazards.';
    throw new Failure('invalid_input', message, { param: 'horizonDays' });
  }
  if (horizonDays !== undefined && horizonDays <= lagDays) {
    const message = `Parameter “horizonDays”: follow-up ends on day ${horizonDays}, before time at risk begins after day ${lagDays}.`;
    throw new Failure('invalid_input', message, { param: 'horizonDays' });
  }
  return {
    entries,
    lag: String(lagDays),
    horizon: horizonDays === undefined ? 'NULL::INTEGER' : String(horizonDays),
    death: deathsSql(tables),
    outcome: outcomeSql(params.outcome, input, {
      tables,
      whyNot: 'is itself one of the cohorts compared. Choose another cohort, or “death”.',
    }),
    end_of_treatment: followUp === 'treatment' ? `least(b.end_date, b.other_date) + ${lagDays}` : 'NULL::DATE',
    exclude_both: String(params.inBoth === 'exclude'),
    exclude_prior: String(params.priorOutcome === 'exclude'),
    is_risk: String(measure === 'risk'),
  };
}

/** The two cohorts, the one that is the treatment first: the one named, or the first. */
function treatmentFirst({ input, params: { treatment } }: Call): CohortsInput {
  const [first, second] = input.cohorts;
  if (treatment === undefined || treatment === first!.name) return input;
  if (treatment === second!.name) return { ...input, cohorts: [second!, first!] };
  const message = `Parameter “treatment”: “${treatment}” is not one of the two cohorts compared, “${first!.name}” and “${second!.name}”.`;
  throw new Failure('invalid_input', message, { param: 'treatment' });
}

function refuseSame({ cohorts: [first, second] }: CohortsInput): void {
  if (first!.name !== second!.name && first!.table !== second!.table) return;
  const message = `“${first!.name}” would be compared with itself. Choose another cohort as comparator.`;
  throw new Failure('invalid_input', message, { param: 'cohort' });
}

function refuseEmpty({ cohorts }: CohortsInput, perArm: readonly { readonly arm: number }[]): void {
  cohorts.forEach(({ name }, at) => {
    if (perArm.some(({ arm }) => arm === 1 - at)) return;
    throw new Failure(
      'invalid_input',
      `Cohort “${name}” is empty: there is nobody to compare. Look at its attrition.`,
      {
        param: 'cohort',
      },
    );
  });
}

function refuseFew({ cohorts: [first, second] }: CohortsInput, statuses: readonly Status[]): void {
  const names = [first!.name, second!.name] as const;
  const n = (status: string, arm: number) =>
    statuses.find((one) => one.status === status && one.arm === arm)?.persons ?? 0;
  const kept = [n('kept', 0), n('kept', 1)];
  if (kept[0] === 0 && kept[1] === 0 && n('same day', 1) > 0) {
    const message = `Nobody is in only one of “${names[0]}” and “${names[1]}”, or in one before the other: they are the same persons on the same days. Compare cohorts of different treatments.`;
    throw new Failure('invalid_input', message, { param: 'cohort' });
  }
  refuseSmallArms(kept, names, 'persons');
}

async function readPersons({ params, connection, context }: Call, columns: readonly FeatureColumn[]) {
  const wanted: Wanted[] = [];
  for (const { name, label, kind } of columns) {
    const sql = `f.${identifier(name)}`;
    const categories =
      kind === 'category' ? await categoriesOf(connection, `${matrix} AS f WHERE true`, sql, context) : undefined;
    wanted.push({ name, label, sql, ...(categories ? { categories } : {}) });
  }
  const selected = ['p.arm', 'p.follow_up', 'p.had_event', ...wanted.map(numberSql)];
  const sql = `SELECT ${selected.map((one, at) => `${one} AS c${at}`).join(',\n  ')}
FROM comparison_persons AS p
JOIN ${matrix} AS f ON f.subject_id = p.subject_id
WHERE p.status = 'kept'
ORDER BY p.subject_id`;
  const { values } = await connection.numbers(sql, [], stage(context, 'Reading features'));
  const [arm, time, event, ...rest] = values;
  const subjects = {
    arm: Uint8Array.from(arm!),
    time: params.measure === 'hazard' ? time! : null,
    event: Uint8Array.from(event!),
    covariates: covariatesOf(wanted, rest),
  };
  return { sql, subjects };
}

function subgroupNames({ subgroups = 'age-and-sex' }: ComparisonParams, columns: readonly FeatureColumn[]): string[] {
  if (subgroups === 'none') return [];
  const known = columns.map(({ name }) => name);
  if (subgroups === 'age-and-sex') return ['age', 'sex'].filter((name) => known.includes(name));
  const unknown = subgroups.filter((name) => !known.includes(name));
  if (unknown.length === 0) return [...subgroups];
  const message = `Parameter “subgroups”: there is no feature ${unknown.map((name) => `“${name}”`).join(', ')}. There are: ${known.join(', ')}.`;
  throw new Failure('invalid_input', message, { param: 'subgroups' });
}

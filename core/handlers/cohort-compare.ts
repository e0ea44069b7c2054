import type { Comparison, cohortMethods } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import { type CheckedExpression, parseExpression } from '../cohort/check.ts';
import { compileStages } from '../cohort/compile.ts';
import { lostQuery } from '../cohort/entry-steps.ts';
import type { Connection, Row } from '../engine/database.ts';
import type { Session } from '../session.ts';
import type { Generation } from '../study/generations.ts';
import { definitionOf, othersOf } from './cohort-definitions.ts';
import { cohortTable, loadCohort, requireGenerated } from './cohort-rows.ts';
import type { HandlersOf } from './handlers.ts';

type Side = 'a' | 'b';
type Group = Comparison['both'];

/** Every person of either cohort: when they first enter each, and which of three groups they are in. */
const comparedTable = 'compared_persons';
const compared = (a: string, b: string) => `CREATE OR REPLACE TEMP TABLE ${comparedTable} AS
WITH a AS (SELECT subject_id, min(cohort_start_date) AS start FROM ${a} GROUP BY subject_id),
  b AS (SELECT subject_id, min(cohort_start_date) AS start FROM ${b} GROUP BY subject_id)
SELECT coalesce(a.subject_id, b.subject_id) AS person_id, a.start AS a_start, b.start AS b_start,
  CASE WHEN b.start IS NULL THEN 'onlyA' WHEN a.start IS NULL THEN 'onlyB' ELSE 'both' END AS part
FROM a FULL JOIN b ON a.subject_id = b.subject_id`;

const groupsQuery = `SELECT c.part, count(*) AS persons,
  quantile_cont(year(least(c.a_start, c.b_start)) - p.year_of_birth, 0.5) AS age,
  strftime(quantile_disc(least(c.a_start, c.b_start), 0.5), '%Y-%m-%d') AS start
FROM ${comparedTable} c LEFT JOIN cdm.person p ON p.person_id = c.person_id
GROUP BY c.part`;

const sexesQuery = `SELECT c.part, coalesce(g.concept_name, 'concept ' || p.gender_concept_id, 'not recorded') AS name,
  count(*) AS persons
FROM ${comparedTable} c LEFT JOIN cdm.person p ON p.person_id = c.person_id
  LEFT JOIN cdm.concept g ON g.concept_id = p.gender_concept_id
GROUP BY ALL ORDER BY persons DESC, name`;

const firstEntryQuery = `SELECT count(*) FILTER (a_start = b_start) AS same, count(*) FILTER (a_start < b_start) AS a,
  count(*) FILTER (b_start < a_start) AS b
FROM ${comparedTable} WHERE part = 'both'`;

type Figure = string | number;

/** Who is in two generated cohorts, in both and in only one. */
export function cohortCompareHandlers(session: Session): HandlersOf<Pick<typeof cohortMethods, 'cohort.compare'>> {
  return {
    'cohort.compare': ({ a, b, dataset }, context) =>
      session.onDataset(dataset, (connection, chosen) => compare(session, { connection, chosen, a, b }, context)),
  };
}

interface Asked {
  readonly connection: Connection;
  readonly chosen: string;
  readonly a: string;
  readonly b: string;
}

async function compare(
  session: Session,
  { connection, chosen, a, b }: Asked,
  context: JobContext,
): Promise<Comparison> {
  if (a === b) throw new Failure('invalid_input', `“${a}” can’t be compared with itself. Choose another cohort.`);
  const study = session.study();
  const [ofA, ofB] = [requireGenerated(study, chosen, a), requireGenerated(study, chosen, b)];
  for (const one of [ofA, ofB]) await loadCohort(connection, study.path, one, context);
  context.progress({ stage: 'comparing', done: 0, total: 3 });
  await connection.run(compared(cohortTable(a), cohortTable(b)), [], context);
  const first = await connection.one<{ same: Figure; a: Figure; b: Figure }>(firstEntryQuery, [], context);
  const groups = await readGroups(connection, context);
  const lost = async (part: 'onlyA' | 'onlyB', other: string, done: number) => {
    context.progress({ stage: 'comparing', done, total: 3 });
    if (groups(part).persons === 0) return groups(part);
    const expression = parseExpression(definitionOf(study, other).expression, othersOf(study, other));
    return { ...groups(part), lostAt: await lostAt(connection, expression, part, context) };
  };
  return {
    dataset: chosen,
    a: sideOf(ofA),
    b: sideOf(ofB),
    both: groups('both'),
    onlyA: await lost('onlyA', b, 1),
    onlyB: await lost('onlyB', a, 2),
    firstEntry: { sameDay: Number(first.same), aSooner: Number(first.a), bSooner: Number(first.b) },
  };
}

const sideOf = ({ name, result: { persons, rows } }: Generation): Comparison[Side] => ({ name, persons, rows });

async function readGroups(connection: Connection, context: JobContext): Promise<(part: string) => Group> {
  const figures = await connection.rows<Row>(groupsQuery, [], context);
  const sexes = await connection.rows<Row>(sexesQuery, [], context);
  return (part) => {
    const found = figures.find((row) => row.part === part);
    return {
      persons: Number(found?.persons ?? 0),
      medianAge: found?.age === null || found?.age === undefined ? null : Number(found.age),
      medianStart: found?.start === null || found?.start === undefined ? null : String(found.start),
      sexes: sexes
        .filter((row) => row.part === part)
        .map(({ name, persons }) => ({ name: String(name), persons: Number(persons) })),
      lostAt: [],
    };
  };
}

const names = { cdm: 'cdm', conceptSets: 'compared_concept_sets', events: 'compared_events' };
const personsTable = 'compared_lost';

/** The first step of the other definition that persons do not pass: its steps are made again, and they are looked up. */
async function lostAt(
  connection: Connection,
  expression: CheckedExpression,
  part: 'onlyA' | 'onlyB',
  context: JobContext,
): Promise<Group['lostAt']> {
  const stages = compileStages(expression, names);
  const tables = [names.conceptSets, names.events, personsTable];
  try {
    if (stages.conceptSets !== null) await fill(connection, names.conceptSets, stages.conceptSets, context);
    await fill(connection, names.events, stages.events, context);
    await fill(connection, personsTable, `SELECT person_id FROM ${comparedTable} WHERE part = '${part}'`, context);
    const query = lostQuery(expression, { cdm: 'cdm', persons: personsTable, events: names.events });
    const rows = await connection.rows<{ step: Figure; persons: Figure }>(query, [], context);
    return rows.map(({ step, persons }) => ({ step: stepName(expression, Number(step)), persons: Number(persons) }));
  } finally {
    for (const table of tables) await connection.run(`DROP TABLE IF EXISTS temp.${table}`);
  }
}

const fill = (connection: Connection, table: string, query: string, context: JobContext) =>
  connection.run(`CREATE OR REPLACE TEMP TABLE ${table} AS\n${query}`, [], context);

function stepName({ rules }: CheckedExpression, step: number): string {
  const early = [
    'no entry event',
    'not enough observation around the entry event',
    'limit or restriction of the entry events',
  ];
  const rule = rules[step - early.length];
  return early[step] ?? (rule ? `rule “${rule.name}”` : 'limit, exit or censor window after all rules');
}

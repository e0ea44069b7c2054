import type { CheckedExpression } from './expression/cohort.ts';
import { setUses } from './expression/used-sets.ts';
import { attritionQuery, type Counted, countedIn, entryCounts, maskCounts, ruleCounts } from './sql/attrition.ts';
import { attritionTable } from './sql/attrition-table.ts';
import { addConceptSets } from './sql/concept-sets.ts';
import type { DialectName } from './sql/dialect.ts';
import { dialects } from './sql/dialects.ts';
import { addQualified, hasOneEventAPerson, limited } from './sql/entry.ts';
import type { Index } from './sql/events.ts';
import { addEnds, addLongest, mayLackEnd } from './sql/exit.ts';
import { finalRows } from './sql/final.ts';
import { addIslands } from './sql/islands.ts';
import { addNarrowed } from './sql/narrow.ts';
import { addRules, allRules, isByStart } from './sql/rules.ts';
import { type Concepts, createScope, type Scope } from './sql/scope.ts';
import { scriptOf } from './sql/script.ts';
import { comment, oneLine } from './sql/statement.ts';

/** A definition as SQL, whole and in the parts that a run takes. */
export interface CompiledCohort {
  /** One statement, formatted and commented; it gives (subject_id, cohort_start_date, cohort_end_date) unless said otherwise. */
  readonly sql: string;
  /** The CDM tables that it reads, in alphabetical order. */
  readonly tables: readonly string[];
}

/** The statements of one run: each reads the temporary tables that those before it filled. */
export interface CohortStages {
  /** Fills `conceptSets` with (set_id, concept_id); null where the definition uses no concept set. */
  readonly conceptSets: string | null;
  /** Fills `events`: the qualified events and which inclusion rules hold for them. */
  readonly events: string;
  /** Circe's inclusion statistics as rows of (unit, mask, n), out of `events`. */
  readonly attrition: string;
  /** (subject_id, cohort_start_date, cohort_end_date), out of `events`. */
  readonly rows: string;
  readonly tables: readonly string[];
}

export interface CompileOptions {
  /** Catalog and schema of the CDM tables and the vocabulary, such as `cdm` or `dataset.main`. */
  readonly cdm?: string;
  readonly dialect?: DialectName;
}

/**
 * Compiles a checked definition to one statement with Circe's meaning (see docs/technical/circe.md), for DuckDB unless
 * told. Pure: reads nothing, runs nothing.
 *
 * @example compileCohort(parseExpression(json), { cdm: 'cdm', dialect: 'spark' }).sql
 */
export function compileCohort(expression: CheckedExpression, options: CompileOptions = {}): CompiledCohort {
  return oneStatement(expression, options, 'Cohort', (scope, events) =>
    finalRows(addRows(scope, events, expression).name, expression),
  );
}

/**
 * Compiles a checked definition to one statement that gives its inclusion statistics: rows of (step, rule, events,
 * persons, events_lost_by_it_alone, persons_lost_by_it_alone, events_left, persons_left); step 0 is the entry event.
 */
export function compileAttrition(expression: CheckedExpression, options: CompileOptions = {}): CompiledCohort {
  return oneStatement(expression, options, 'Attrition', (scope, events) =>
    attritionTable(scope, events.name, expression.rules),
  );
}

function oneStatement(
  expression: CheckedExpression,
  { cdm = 'cdm', dialect = 'duckdb' }: CompileOptions,
  what: string,
  last: (scope: Scope, events: Index) => string,
): CompiledCohort {
  const tables = new Set<string>();
  const options = { dialect: dialects[dialect], cdm, conceptSets: 'concept_sets', tables };
  const scope = withCohorts(createScope(options), expression);
  const used = usedSets(expression);
  if (used.length > 0) addConceptSets(scope, used);
  const text = last(scope, addEvents(scope, expression));
  const title = expression.title === null ? what : `${what}: ${oneLine(expression.title)}`;
  return { sql: `${comment(title)}\n${scope.steps.with(text)}\n`, tables: [...tables].sort() };
}

export interface ScriptOptions extends CompileOptions {
  /** Schema and first part of the names of all tables: `work.t2d` makes `work.t2d_cohort` and `work.t2d_attrition`. */
  readonly into: string;
  /** How the tables are stored, such as `parquet` or `delta`; as the database does unless told. */
  readonly format?: string;
}

/**
 * Compiles a checked definition to statements to run one after another. Two tables stay: the cohort's rows, and its
 * inclusion statistics as `compileAttrition` gives them. Every step that is read more than once is a table while they run.
 */
export function compileScript(
  expression: CheckedExpression,
  { cdm = 'cdm', dialect = 'duckdb', into, format }: ScriptOptions,
): readonly string[] {
  const { identifier } = dialects[dialect];
  const options = { dialect: dialects[dialect], cdm, conceptSets: 'concept_sets', tables: new Set<string>() };
  const scope = withCohorts(createScope(options), expression);
  const used = usedSets(expression);
  if (used.length > 0) addConceptSets(scope, used);
  const events = addEvents(scope, expression);
  const rows = finalRows(addRows(scope, events, expression).name, expression);
  const attrition = attritionTable(scope, events.name, expression.rules);
  const parts = into.split('.');
  const outputs = [
    { name: 'cohort', note: oneLine(expression.title ?? 'the cohort'), body: rows },
    { name: 'attrition', note: 'the inclusion statistics', body: attrition },
  ];
  return scriptOf(scope.steps, outputs, {
    table: (name) => [...parts.slice(0, -1), `${parts.at(-1)}_${name}`].map(identifier).join('.'),
    storage: format === undefined ? '' : ` USING ${identifier(format)}`,
  });
}

export interface RunOptions {
  readonly cdm: string;
  /** The concepts of every set that the definition uses, by the set's id. */
  readonly concepts: ReadonlyMap<number, Concepts>;
}

/** The statement of a run, and what counts the persons among its rows. */
export interface CompiledRun {
  readonly sql: string;
  readonly persons: string;
}

/**
 * Compiles a checked definition to the one statement of a run: rows of (subject_id, cohort_start_date,
 * cohort_end_date), and among them, with these missing, the inclusion statistics as (unit, mask, n).
 */
export function compileRun(expression: CheckedExpression, { cdm, concepts }: RunOptions): CompiledRun {
  const options = { cdm, conceptSets: 'concept_sets', concepts, tables: new Set<string>() };
  const scope = withCohorts(createScope(options), expression);
  const [rule, ...more] = expression.rules;
  const index = addIndex(scope, expression);
  // One rule takes away the events that it does not hold for; how many these are says all that several rules are kept for.
  const events =
    rule !== undefined && more.length === 0
      ? { ...index, name: addNarrowed(scope, index, rule.group, `events for which the rule “${rule.name}” holds`) }
      : withRules(scope, index, expression);
  const isKept = expression.rules.length < 2;
  const rows = addRows(scope, events, expression, isKept ? '' : undefined);
  const hasAll = rows.ordered !== null && !mayLackEnd(expression);
  const kept: Counted = hasAll
    ? { from: rows.ordered!, events: rows.counted, persons: 'count(*) FILTER (is_first)' }
    : countedIn(events);
  const statistics = scope.steps.add({
    name: 'statistics',
    note: 'the inclusion statistics',
    body: !isKept
      ? maskCounts(scope, events, expression.rules.length)
      : rule === undefined
        ? entryCounts(kept)
        : ruleCounts(scope, countedIn(index), kept),
  });
  // Once rows were cut, a person's first may be gone.
  const isCut = expression.censorWindow.startDate !== null || expression.censorWindow.endDate !== null;
  const hasFirsts = rows.ordered !== null && !isCut;
  const sql = scope.steps.with(
    `${finalRows(rows.name, expression, hasFirsts)}\nUNION ALL BY NAME\nSELECT unit, mask, n FROM ${statistics}`,
  );
  if (hasFirsts) return { sql, persons: 'count(*) FILTER (is_first)' };
  return { sql, persons: hasOneRowAPerson(expression) ? 'count(*)' : 'count(DISTINCT subject_id)' };
}

/** Compiles a checked definition to the statements of a run, with temporary tables under the given names. */
export function compileStages(
  expression: CheckedExpression,
  names: { readonly cdm: string; readonly conceptSets: string; readonly events: string },
): CohortStages {
  const tables = new Set<string>();
  const scope = () => withCohorts(createScope({ cdm: names.cdm, conceptSets: names.conceptSets, tables }), expression);
  const used = usedSets(expression);
  const sets = scope();
  const conceptSets = used.length > 0 ? sets.steps.with(`SELECT * FROM ${addConceptSets(sets, used)}`) : null;
  const first = scope();
  const events = addEvents(first, expression);
  const columns = ['person_id', 'event_id', 'start_date', 'end_date', 'op_end_date', 'source_id', 'source'];
  const kept = [...columns, ...expression.rules.map((_, i) => `rule_${i + 1}`)].join(', ');
  const second = scope();
  const { name: rows } = addRows(second, { ...events, name: names.events }, expression);
  return {
    conceptSets,
    events: first.steps.with(`SELECT ${kept}\nFROM ${events.name}`),
    attrition: attritionQuery(scope(), { ...events, name: names.events }, expression.rules.length),
    rows: second.steps.with(finalRows(rows, expression)),
    tables: [...tables].sort(),
  };
}

/** The concept sets that a definition's criteria look into. */
export function usedSets(expression: CheckedExpression) {
  const used = new Set(setUses(expression).map(({ setId }) => setId));
  return expression.conceptSets.filter(({ id }) => used.has(id));
}

/** Adds the qualified events with a column a rule. */
function addEvents(scope: Scope, expression: CheckedExpression): Index {
  return withRules(scope, addIndex(scope, expression), expression);
}

function addIndex(scope: Scope, expression: CheckedExpression): Index {
  return {
    name: addQualified(scope, expression),
    isNested: false,
    isOneAPerson: hasOneEventAPerson(expression),
    isByStart: [expression.additional, ...expression.rules.map(({ group }) => group)].every(
      (group) => group === null || isByStart(group),
    ),
  };
}

function withRules(scope: Scope, index: Index, { rules }: CheckedExpression): Index {
  return { ...index, name: addRules(scope, index, rules) };
}

/** The scope with the cohorts that a definition builds on: each is compiled into the same statement, once. */
export function withCohorts(scope: Scope, { references }: Pick<CheckedExpression, 'references'>): Scope {
  const cohort = (name: string) => {
    const found = references?.get(name);
    return found === undefined ? scope.cohort(name) : addStays(scope, name, found);
  };
  return { ...scope, cohort };
}

function addStays(outer: Scope, name: string, expression: CheckedExpression): string {
  const used = usedSets(expression);
  const conceptSets = used.length > 0 ? addConceptSets(outer, used) : outer.conceptSets;
  // Its sets are told apart by the same ids as those of the definition that builds on it.
  const scope = withCohorts({ ...outer, conceptSets, concepts: null }, expression);
  const { name: rows } = addRows(scope, addEvents(scope, expression), expression);
  const stays = scope.steps.add({
    name: 'cohort_stays',
    note: `the rows of the cohort ${oneLine(name)}`,
    body: finalRows(rows, expression),
  });
  return scope.steps.add({
    name: 'cohort_events',
    note: 'the same, numbered',
    body: [
      'SELECT subject_id AS person_id, cohort_start_date, cohort_end_date,',
      '  row_number() OVER (ORDER BY subject_id, cohort_start_date, cohort_end_date) AS event_id',
      `FROM ${stays}`,
    ].join('\n'),
  });
}

interface Rows {
  readonly name: string;
  /** The step of all rows in order before they were joined, and what counts the included events in it. */
  readonly ordered: string | null;
  readonly counted: string;
}

function addRows(
  scope: Scope,
  { name: events, isOneAPerson }: Index,
  expression: CheckedExpression,
  ruled = allRules(expression.rules.length),
): Rows {
  const included = scope.steps.add({
    name: 'included_events',
    note: 'events that every inclusion rule holds for, within the limit',
    body: limited(scope, isOneAPerson ? 'All' : expression.expressionLimit, {
      columns: ['person_id', 'event_id', 'start_date', 'end_date', 'op_end_date'],
      from: `FROM ${events}${ruled}`,
    }),
  });
  const rows = addEnds(scope, included, expression);
  if (hasOneRowAPerson(expression)) return { name: rows, ordered: null, counted: 'count(*)' };
  const { eraPad } = expression;
  const eras = { name: 'cohort_eras', note: 'overlapping rows joined', pad: eraPad };
  // Rows that end on the same day, as most do that end with observation, lie within the one that starts first.
  if (expression.end.kind === 'offset' || eraPad < 0) return { ...addIslands(scope, rows, eras), counted: 'count(*)' };
  return { ...addIslands(scope, addLongest(scope, rows), eras), counted: 'sum(joined)' };
}

/** With one event a person there is nothing to join. */
function hasOneRowAPerson(expression: CheckedExpression): boolean {
  return hasOneEventAPerson(expression) || expression.expressionLimit !== 'All';
}

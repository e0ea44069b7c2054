import { assertNever } from '../../../contract/failure.ts';
import { drugExposureEnd } from '../criteria/drug-exposure.ts';
import type { CheckedExpression } from '../expression/cohort.ts';
import type { EndStrategy } from '../expression/end-strategy.ts';
import { eventsOf } from './group.ts';
import { addIslands } from './islands.ts';
import { conceptsOf, type Scope } from './scope.ts';

/**
 * Adds the cohort's rows before they are joined: each included event with the earliest of its possible ends that does
 * not lie before its start. An event without one is left out.
 */
export function addEnds(scope: Scope, included: string, expression: CheckedExpression): string {
  const joins: string[] = [];
  const candidates: string[] = [];
  strategyEnd(scope, included, expression.end, { joins, candidates });
  if (expression.censoring.length > 0) {
    const censored = addCensoring(scope, included, expression);
    joins.push(keyed(censored));
    candidates.push(`${censored}.end_date`);
  }
  const end = candidates.length === 1 ? candidates[0]! : `LEAST(${candidates.join(', ')})`;
  // LEAST passes over what is missing, and so finds the earliest end that there is.
  const body = ['SELECT i.person_id, i.start_date,', `  ${end} AS end_date`, `FROM ${included} i`, ...joins];
  if (mayLackEnd(expression)) body.push(`WHERE ${end} IS NOT NULL`);
  return scope.steps.add({ name: 'cohort_rows', note: 'each included event with its end', body: body.join('\n') });
}

/** Only an end counted from the event's end, or backwards from its start, may lie before the start. */
export function mayLackEnd({ end }: Pick<CheckedExpression, 'end'>): boolean {
  return end.kind === 'offset' && !(end.from === 'start' && end.days >= 0);
}

const keyed = (name: string) => `LEFT JOIN ${name} ON ${name}.event_id = i.event_id`;

interface Ends {
  readonly joins: string[];
  readonly candidates: string[];
}

function strategyEnd(scope: Scope, included: string, end: EndStrategy, { joins, candidates }: Ends): void {
  switch (end.kind) {
    case 'observation':
      candidates.push('i.op_end_date');
      return;
    case 'offset': {
      const date = scope.dialect.addDays(end.from === 'start' ? 'i.start_date' : 'i.end_date', end.days);
      // A fixed end takes the place of the end of observation; one before the event's start is no end.
      const least = `LEAST(${date}, i.op_end_date)`;
      candidates.push(
        end.from === 'start' && end.days >= 0 ? least : `CASE WHEN ${date} >= i.start_date THEN ${least} END`,
      );
      return;
    }
    case 'drugEra': {
      const eras = addDrugEras(scope, included, end);
      joins.push(keyed(eras));
      candidates.push('i.op_end_date', `${eras}.end_date`);
      return;
    }
    default:
      assertNever(end, 'end strategy');
  }
}

/** Adds, for each event, the earliest censoring event from its start to the end of its observation. */
function addCensoring(scope: Scope, included: string, { censoring }: CheckedExpression): string {
  const parts = censoring.map((criterion) => `SELECT person_id, start_date FROM ${eventsOf(scope, criterion).name}`);
  const all = scope.steps.add({
    name: 'censoring_events',
    note: 'events that end a cohort entry',
    body: parts.join('\nUNION ALL\n'),
  });
  return scope.steps.add({
    name: 'censored',
    note: 'the first censoring event of each included event, from its start to the end of its observation',
    body: [
      'SELECT i.event_id, min(c.start_date) AS end_date',
      `FROM ${included} i`,
      `JOIN ${all} c ON c.person_id = i.person_id AND c.start_date BETWEEN i.start_date AND i.op_end_date`,
      'GROUP BY i.event_id',
    ].join('\n'),
  });
}

/** Adds, for each event, the end of the drug era that its start lies in. */
function addDrugEras(scope: Scope, included: string, end: EndStrategy & { kind: 'drugEra' }): string {
  const exposures = addExposures(scope, included, end);
  const islands = { name: 'drug_eras', note: 'exposures joined to eras', pad: end.gapDays };
  const { name: eras } = addIslands(scope, exposures, islands);
  return scope.steps.add({
    name: 'era_ends',
    note: 'the end of the drug era that each included event lies in',
    body: [
      'SELECT i.event_id, min(d.end_date) AS end_date',
      `FROM ${included} i`,
      `JOIN ${eras} d ON d.person_id = i.person_id AND i.start_date BETWEEN d.start_date AND d.end_date`,
      'GROUP BY i.event_id',
    ].join('\n'),
  });
}

function addExposures(scope: Scope, included: string, end: EndStrategy & { kind: 'drugEra' }): string {
  const table = scope.table('drug_exposure');
  const { dialect } = scope;
  const to =
    end.daysSupply === null ? drugExposureEnd(dialect) : dialect.addDays('drug_exposure_start_date', end.daysSupply);
  const concepts = conceptsOf(scope, end.setId);
  return scope.steps.add({
    name: 'era_exposures',
    note: `exposures to the drugs of concept set ${end.setId}, by standard or source concept, of included persons`,
    body: [
      'SELECT d.person_id, d.drug_exposure_start_date AS start_date,',
      `  ${dialect.addDays(to, end.offset)} AS end_date`,
      `FROM ${table} d`,
      `SEMI JOIN ${included} i ON i.person_id = d.person_id`,
      `WHERE drug_concept_id IN ${concepts}`,
      `  OR drug_source_concept_id IN ${concepts}`,
    ].join('\n'),
  });
}

/** Adds, of rows with the same end, as those are that end with observation, the one that starts first; `joined` counts them. */
export function addLongest(scope: Scope, rows: string): string {
  return scope.steps.add({
    name: 'longest_rows',
    note: 'of rows with the same end the one that starts first',
    body: (isRead) => {
      const count = isRead('joined') ? ', count(*) AS joined' : '';
      return `SELECT person_id, min(start_date) AS start_date, end_date${count}\nFROM ${rows}\nGROUP BY person_id, end_date`;
    },
  });
}

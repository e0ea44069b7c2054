import { Failure } from '../../../contract/failure.ts';
import type { AnalysisCall, AnalysisOutcome } from '../input.ts';
import { heldTables } from './cdm-dataset.ts';
import { isChecked } from './cdm-facts.ts';
import { type Desk, makeLookups } from './desk.ts';
import { thresholdsOf } from './form.ts';
import { type Counted, refuseUnknownThresholds, resultOf } from './result-of.ts';
import { scanConcepts } from './scan-concepts.ts';
import { keyOf, scanOrder } from './scan-order.ts';
import { scanProfile } from './scan-profile.ts';
import { scanRows } from './scan-rows.ts';
import { scanTogether } from './scan-together.ts';
import { scanValues } from './scan-values.ts';
import { scanWhole } from './scan-whole.ts';
import { scanYears } from './scan-years.ts';
import type { CheckResult, ColumnProfile, DataQualityParams, DataQualityResult } from './spec.ts';

/**
 * Every check of a dataset of the CDM, and the profile of its columns. A handful of scans a table, whatever the number of checks.
 *
 * @throws Failure `invalid_input` for an unknown check among the thresholds, a range upside down, or no person; `cancelled`.
 */
export async function run(call: AnalysisCall<DataQualityParams>): Promise<AnalysisOutcome<DataQualityResult>> {
  const { params, connection, context } = call;
  refuseUnknownThresholds(params.thresholds);
  const upsideDown = params.ranges.find(({ low, high }) => low > high);
  if (upsideDown)
    throw new Failure(
      'invalid_input',
      `Parameter “ranges”: the range of concept ${upsideDown.concept} ends before it begins.`,
      { param: 'ranges' },
    );
  const held = await heldTables(connection, context);
  const persons = held.get('person')?.rows ?? 0;
  if (persons === 0)
    throw new Failure(
      'invalid_input',
      'This dataset has no person, so there is nothing to check. Import the person table.',
    );
  const today = params.today ?? new Date().toISOString().slice(0, 10);
  const desk: Desk = { connection, context: { ...context, progress: () => {} }, held, today, sql: [] };
  const { counted, profile } = await scanAll(desk, params, context.progress);
  const thresholds = thresholdsOf(params);
  const checks = counted.map((one) => resultOf(one, thresholds)).sort(byUrgency);
  const notes = held.get('concept')?.rows
    ? []
    : ['The dataset has no vocabulary (concept), so that concepts could not be checked.'];
  return { result: { persons, today, checks, profile, notes }, sql: desk.sql };
}

async function scanAll(
  desk: Desk,
  params: DataQualityParams,
  progress: AnalysisCall<unknown>['context']['progress'],
): Promise<{ counted: Counted[]; profile: ColumnProfile[] }> {
  const looked = await makeLookups(desk);
  const tables = [...desk.held.values()].filter(({ spec, rows }) => rows > 0 && isChecked(spec));
  const total = tables.reduce((sum, { rows }) => sum + rows, 0);
  const counted = await scanWhole(desk);
  const profile: ColumnProfile[] = [];
  let done = 0;
  for (const table of tables) {
    progress({ stage: `checking ${table.spec.name}`, done, total });
    const order = await scanOrder(table, desk);
    const concepts = await scanConcepts(table, desk);
    const distinct = new Map(concepts.distinct);
    const key = keyOf(table);
    if (key && order.isKeyed) distinct.set(key, table.rows);
    if (order.persons !== null) distinct.set('person_id', order.persons);
    const columns = await scanProfile(table, distinct, desk);
    profile.push(...[...columns.values()].map(({ mayBeBlank, ...shown }) => shown));
    counted.push(...concepts.counted, ...(await scanRows(table, columns, looked, desk)));
    counted.push(...(await scanTogether(table, order, desk)), ...(await scanYears(table, desk)));
    done += table.rows;
  }
  counted.push(...(await scanValues(params.ranges, desk)));
  return { counted, profile };
}

const order = { failed: 0, passed: 1, 'not applicable': 2 } as const;

/** Failed first, and of those the largest share. */
const byUrgency = (a: CheckResult, b: CheckResult): number =>
  order[a.status] - order[b.status] || b.share - a.share || (a.id < b.id ? -1 : 1);

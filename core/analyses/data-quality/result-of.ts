import { Failure } from '../../../contract/failure.ts';
import type { CheckResult } from './spec.ts';
import { type CheckKind, checkKinds } from './thresholds.ts';

export interface Counted {
  readonly check: CheckKind;
  readonly table: string;
  readonly column: string | null;
  readonly rule: string;
  readonly failed: number;
  readonly of: number;
  /** For the SQL room. */
  readonly rows: string;
  /** The concept that the check is about, where it is about one; and the unit its values are in. */
  readonly concept?: number;
  readonly unit?: number;
}

type Thresholds = Readonly<Record<string, number>>;

/** The most particular threshold that was given, else the default of the kind. */
function thresholdOf({ check, table, column, concept }: Counted, own: Thresholds): number {
  const field = `${check}:${table}.${column}`;
  const given = own[`${field}.${concept}`] ?? own[field] ?? own[`${check}:${table}`] ?? own[check];
  return given ?? checkKinds[check].threshold;
}

/** A count as a check's result. A check of no rows is not applicable. */
export function resultOf(counted: Counted, own: Thresholds): CheckResult {
  const { check, table, column, rule, failed, of, rows, concept, unit } = counted;
  const { category, part } = checkKinds[check];
  const threshold = thresholdOf(counted, own);
  const share = of === 0 ? 0 : failed / of;
  const status = of === 0 ? 'not applicable' : share * 100 > threshold ? 'failed' : 'passed';
  const id = [check, table, column, concept, unit].filter((part) => part != null).join('.');
  const level = concept != null ? 'concept' : column === null ? 'table' : 'field';
  const about = { table, column, concept: concept ?? null };
  return { id, check, category, part, level, ...about, rule, failed, of, share, threshold, status, rows };
}

/** @throws Failure `invalid_input` for a threshold of a check that there is not. */
export function refuseUnknownThresholds(own: Thresholds): void {
  const unknown = Object.keys(own).find((key) => !Object.hasOwn(checkKinds, key.split(':')[0]!));
  if (unknown === undefined) return;
  throw new Failure(
    'invalid_input',
    `Parameter “thresholds”: there is no check “${unknown}”. There are ${Object.keys(checkKinds).join(', ')}; a table or column is named after a colon, as in “afterBirth:measurement”.`,
    { param: 'thresholds' },
  );
}

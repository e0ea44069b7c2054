export interface CoxInput {
  /** Follow-up of each person; the unit does not matter. */
  readonly time: Float64Array;
  /** 1 where follow-up ends with the event, 0 where it is censored. */
  readonly event: Uint8Array;
  readonly columns: readonly Float64Array[];
  /** Non-negative; 1 where left out. */
  readonly weights?: Float64Array;
}

/** The same persons from the longest follow-up to the shortest; columns centred, which changes no coefficient. */
export interface CoxData {
  readonly n: number;
  /** Place of each person in what was given. */
  readonly order: Int32Array;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
}

export function inOrderOfTime({ time, event, columns, weights }: CoxInput): CoxData {
  const n = time.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => time[b]! - time[a]! || a - b);
  const sorted = <T extends Float64Array | Uint8Array>(values: T): T => values.map((_, i) => values[order[i]!]!) as T;
  return {
    n,
    order,
    time: sorted(time),
    event: sorted(event),
    columns: columns.map((column) => centred(sorted(column))),
    weights: weights ? sorted(weights) : new Float64Array(n).fill(1),
  };
}

function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / Math.max(column.length, 1);
  return column.map((value) => value - mean);
}

/** exp(x'β) of each person. */
export function relativeHazards({ n, columns }: CoxData, beta: Float64Array): Float64Array {
  const hazard = new Float64Array(n);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) hazard[i]! += beta[j]! * column[i]!;
  });
  return hazard.map(Math.exp);
}

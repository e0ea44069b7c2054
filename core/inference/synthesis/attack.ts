import { nearestTwo, type PointColumn } from '../../stats/nearest-distance.ts';
import type { ColumnView } from '../cells/column-view.ts';
import { rocAuc } from '../metrics.ts';
import { mean, quantileOfSorted } from '../ranks.ts';

type Columns = readonly Float64Array[];

/** What an attacker who has the made rows, and a person's record, can tell. */
export interface Attack {
  /**
   * Whether the record was read: area under the ROC curve of nearness to a made row, records read against records held
   * out (Hilprecht et al., 2019, PoPETs 2019(4):232-249); 0.5 when he cannot.
   */
  readonly membership: number | null;
  /** Median distance of made rows to their closest record read, over that of held-out records: under 1 they cling. */
  readonly closestRatio: number | null;
  /** Median of nearest over second-nearest distance to records read, made rows over held-out records: likewise. */
  readonly nearestNeighbourRatio: number | null;
  /** Share of made rows equal to a record read. */
  readonly copies: number;
}

/** Attacks made rows with records that were read and records that were not. */
export function attack(made: Columns, read: Columns, held: Columns, views: readonly (ColumnView | null)[]): Attack {
  const scales = read.map(spreadOf);
  const points = (columns: Columns): PointColumn[] =>
    columns.map((values, i) => ({
      values: values.map((v) => v / scales[i]!),
      isClass: views[i]?.kind !== 'number',
    }));
  const [m, r, h] = [made, read, held].map(points) as [PointColumn[], PointColumn[], PointColumn[]];
  const rows = (columns: Columns) => Int32Array.from(columns[0]!.keys());
  const toRead = nearestTwo(m, rows(made), r, rows(read));
  const heldToRead = nearestTwo(h, rows(held), r, rows(read));
  const nearness = [
    ...nearestTwo(r, rows(read), m, rows(made)).first,
    ...nearestTwo(h, rows(held), m, rows(made)).first,
  ];
  const wasRead = Uint8Array.from(nearness, (_, i) => (i < read[0]!.length ? 1 : 0));
  return {
    membership: rocAuc(
      Float64Array.from(nearness, (d) => -d),
      wasRead,
    ),
    closestRatio: over(medianRoot(toRead.first), medianRoot(heldToRead.first)),
    nearestNeighbourRatio: over(ratioOf(toRead), ratioOf(heldToRead)),
    copies: mean(toRead.first.map((d) => (d < 1e-12 ? 1 : 0))),
  };
}

const over = (a: number, b: number): number | null => (b === 0 ? null : a / b);

const medianRoot = (squares: Float64Array): number => Math.sqrt(quantileOfSorted(squares.slice().sort(), 0.5));

const ratioOf = ({ first, second }: { readonly first: Float64Array; readonly second: Float64Array }): number =>
  quantileOfSorted(first.map((d, i) => (second[i] === 0 ? 1 : Math.sqrt(d / second[i]!))).sort(), 0.5);

function spreadOf(values: Float64Array): number {
  const known = values.filter((v) => !Number.isNaN(v));
  if (known.length === 0) return 1;
  const centre = mean(known);
  return Math.sqrt(mean(known.map((v) => (v - centre) ** 2))) || 1;
}

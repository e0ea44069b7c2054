import type { CheckChange, CheckedCell, ReleaseTable } from '../../contract/release.ts';
import { placeOf } from './place.ts';

/**
 * Class disclosure: where nobody or everybody of a group has a property, the figure tells it of each member. It is
 * published (CMS allows it) and flagged, so that a person decides.
 *
 * Source: ACRO, "zeros are disclosive"; ONS, group disclosure.
 */
export function classDisclosure(table: ReleaseTable, rows: readonly (readonly CheckedCell[])[]): CheckChange[] {
  const isShown = ([r, c]: Address): boolean => rows[r]![c]!.text !== null;
  return [...wholeShares(table), ...wholeParts(table)]
    .filter((cells) => cells.every(isShown))
    .map((cells) => ({
      where: placeOf(table, ...cells[0]!),
      rule: 'class disclosure',
      action: 'flagged',
      reason: 'Published, and flagged: nobody or everybody in this group has it, so it is known of each of them.',
    }));
}

type Address = readonly [row: number, column: number];

const isWhole = (of: number, among: number): boolean => among > 0 && (of === 0 || of === among);

const wholeShares = ({ rows }: ReleaseTable): Address[][] =>
  rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell.kind === 'share' && isWhole(cell.of, cell.among) ? [[[r, c] as const]] : [])),
  );

/** Of one row the persons and, as a part of them, those with an event: what a percentage would say. */
const wholeParts = ({ rows, relations }: ReleaseTable): Address[][] =>
  relations.flatMap((one) => {
    if (one.kind !== 'chain' || one.cells.length !== 2) return [];
    const [group, part] = [one.cells[0]!, one.cells[1]!];
    const [among, of] = [group, part].map(([r, c]) => rows[r]![c]!);
    if (group[0] !== part[0] || among?.kind !== 'count' || of?.kind !== 'count') return [];
    return of.unit !== among.unit && isWhole(of.n, among.n) ? [[part, group]] : [];
  });

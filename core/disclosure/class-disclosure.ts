import type { CheckChange, CheckedCell, ReleaseTable } from '../../contract/release.ts';
import { placeOf } from './place.ts';

/**
 * Class disclosure: where nobody or everybody of a group has a property, the figure tells it of each member. It is
 * published (CMS allows it) and flagged, so that a person decides.
 *
 * Source: ACRO, "zeros are disclosive"; ONS, group disclosure.
 */
export function classDisclosure(table: ReleaseTable, rows: readonly (readonly CheckedCell[])[]): CheckChange[] {
  const flagged: CheckChange[] = [];
  for (const [r, row] of table.rows.entries()) {
    for (const [c, cell] of row.entries()) {
      if (cell.kind !== 'share' || cell.among === 0 || rows[r]![c]!.text === null) continue;
      if (cell.of !== 0 && cell.of !== cell.among) continue;
      flagged.push({
        where: placeOf(table, r, c),
        rule: 'class disclosure',
        action: 'flagged',
        reason: 'Published, and flagged: nobody or everybody in this group has it, so it is known of each of them.',
      });
    }
  }
  return flagged;
}

import type { Decision } from '../../contract/data.ts';
import type { DirectRows } from './importer.ts';

const bare = (name: string): string => name.trim().toLowerCase();

/**
 * Rows may go straight into the dataset in `catalog` where no decision concerns their columns: an undecided value must
 * not even be in a block that the file no longer uses. A decision about a class of identifiers may concern any column.
 */
export function directRows(catalog: string, decisions: readonly Decision[]): DirectRows {
  const changing = decisions.filter(({ action }) => action !== 'attest');
  const isOpen = changing.some(({ category }) => category !== undefined);
  return {
    catalog,
    mayHold(table, columns) {
      const named = new Set(columns.map(bare));
      return (
        !isOpen && !changing.some((one) => concerns(one, table) && (one.column === '*' || named.has(bare(one.column))))
      );
    },
  };
}

const concerns = ({ table }: Decision, name: string): boolean => table === '*' || bare(table) === bare(name);

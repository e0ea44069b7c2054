import type { Release, ReleaseTable } from '../../../contract/release.ts';

interface Counted {
  readonly category: string;
  readonly table: string;
  readonly status: 'passed' | 'failed' | 'not applicable';
}

/** How many checks passed and failed, by table and category: numbers of checks, which say nothing of a person. */
export function release({ checks }: { readonly checks: readonly Counted[] }): Release {
  const categories = ['conformance', 'completeness', 'plausibility'];
  const tables = [...new Set(checks.map(({ table }) => table))];
  const left = { align: 'left' as const };
  const text = (words: string) => ({ kind: 'text' as const, text: words });
  const table: ReleaseTable = {
    id: 'checks',
    title: 'Checks of data quality: failed of those applied',
    note: 'Numbers of checks, not of persons.',
    columns: [{ label: 'Table', ...left }, ...categories.map((label) => ({ label, align: 'right' as const }))],
    rows: tables.map((name) => [
      text(name),
      ...categories.map((category) => {
        const of = checks.filter((c) => c.table === name && c.category === category && c.status !== 'not applicable');
        return text(`${of.filter(({ status }) => status === 'failed').length} of ${of.length}`);
      }),
    ]),
    relations: [],
  };
  return { tables: [table], curves: [] };
}

import type { Finding } from '../../contract/findings.ts';
import { canonicalJson } from './canonical-json.ts';
import { tableCsv } from './csv.ts';
import { type DrawnFigure, drawFigures } from './figures.ts';
import { type OutwardFinding, outwardFinding } from './outward-finding.ts';

const safeName = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'unnamed';

/** `table.csv` for the only one, else `table-1-<id>.csv`, `table-2-<id>.csv` … */
function numbered<T extends { readonly id: string }>(items: readonly T[], stem: string, ending: string) {
  const name = (item: T, at: number): string =>
    items.length === 1 ? `${stem}.${ending}` : `${stem}-${at + 1}-${safeName(item.id)}.${ending}`;
  return items.map((item, at) => [name(item, at), item] as const);
}

const check = ({ checked, context }: OutwardFinding): object => ({
  policy: checked.policy,
  hasContext: context.trim() !== '',
  tables: checked.tables.map(({ id, title, rows, withheld }) => ({ id, title, rows: rows.length, withheld })),
  curves: checked.curves.map(({ id, title, series }) => ({ id, title, steps: series.map((one) => one.points.length) })),
  changes: checked.changes,
});

/** The figures of a finding with their file names, drawn from what leaves and nothing else. */
function namedFigures(checked: OutwardFinding['checked']): (readonly [name: string, figure: DrawnFigure])[] {
  const figures = drawFigures(checked);
  const ofKind = (kind: DrawnFigure['kind']) => figures.filter((figure) => figure.kind === kind);
  return [...numbered(ofKind('curve'), 'figure', 'svg'), ...numbered(ofKind('flow'), 'attrition', 'svg')];
}

/** Where each figure of a finding lies, for a file that cannot show it: its title and its path in the bundle. */
export const figurePlaces = ({ id, checked }: OutwardFinding): (readonly [title: string, path: string])[] =>
  namedFigures(checked).map(([name, { title }]) => [title, `findings/${id}/${name}`]);

/** The figures of a finding as files. */
export const figureFiles = (checked: OutwardFinding['checked']): Record<string, string> =>
  Object.fromEntries(namedFigures(checked).map(([name, { svg }]) => [name, svg]));

/** The CSVs of a finding, one a table. */
export const tableFiles = ({ tables }: OutwardFinding['checked']): Record<string, string> =>
  Object.fromEntries(numbered(tables, 'table', 'csv').map(([name, table]) => [name, tableCsv(table)]));

/**
 * The files of one finding, by name: `finding.json`, `check.json` (what was changed and why, never a value), one CSV a
 * table and one SVG a figure. All of them may leave.
 */
export function findingFiles(finding: Finding): Record<string, string> {
  const outward = outwardFinding(finding);
  return {
    'finding.json': `${canonicalJson(outward)}\n`,
    'check.json': `${canonicalJson(check(outward))}\n`,
    ...tableFiles(outward.checked),
    ...figureFiles(outward.checked),
  };
}

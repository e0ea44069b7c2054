import type { Run } from '../../contract/findings.ts';
import type { RunComparison, RunDifference } from '../../contract/ledger.ts';
import type { Release, ReleaseCell, ReleaseCurve, ReleaseTable } from '../../contract/release.ts';
import { canonicalJson } from '../report/canonical-json.ts';

/** As many digits of a double as its last steps of rounding leave alone when sums are taken in another order. */
const equalWithin = 1e-9;

const sameNumber = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= equalWithin * Math.max(1, Math.abs(a), Math.abs(b));

/** Times of a run are no numbers of its result. */
const isTime = (key: string): boolean => /elapsed/i.test(key);

/** How many values below two values differ; a member that only one has counts as one. */
function countDiffering(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b) ? 0 : 1;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? 0 : 1;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)].filter((key) => !isTime(key)));
  return [...keys].reduce((sum, key) => sum + countDiffering(one[key], other[key]), 0);
}

const isSame = (a: unknown, b: unknown): boolean => countDiffering(a, b) === 0;

function textOf(cell: ReleaseCell | undefined): string | null {
  if (cell === undefined) return null;
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'count') return String(cell.n);
  if (cell.kind === 'share') return `${cell.of} of ${cell.among}`;
  return cell.kind === 'statistic' ? String(cell.value ?? '–') : '';
}

const rowName = (table: ReleaseTable | undefined, row: number): string =>
  textOf(table?.rows[row]?.[0]) || `row ${row + 1}`;

function tableDifferences(before: ReleaseTable, after: ReleaseTable | undefined): RunDifference[] {
  const rows = Math.max(before.rows.length, after?.rows.length ?? 0);
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    before.columns.flatMap(({ label }, column): RunDifference[] => {
      const [was, is] = [before.rows[row]?.[column], after?.rows[row]?.[column]];
      if (isSame(was, is)) return [];
      const where = `${before.title}, ${rowName(before.rows[row] ? before : after, row)}, ${label || `column ${column + 1}`}`;
      return [{ kind: 'cell', where, before: textOf(was), after: textOf(is) }];
    }),
  );
}

function curveDifferences(before: ReleaseCurve, after: ReleaseCurve | undefined): RunDifference[] {
  return before.series.flatMap(({ label, points }, index): RunDifference[] => {
    const others = after?.series[index]?.points ?? [];
    const first = Array.from({ length: Math.max(points.length, others.length) }, (_, at) => at).find(
      (at) => !isSame(points[at], others[at]),
    );
    if (first === undefined) return [];
    const say = (point: (typeof points)[number] | undefined) => point && `${point.estimate} at ${point.time}`;
    const where = `${before.title}, ${label}, step ${first + 1}`;
    return [{ kind: 'curve', where, before: say(points[first]) ?? null, after: say(others[first]) ?? null }];
  });
}

const byId = <T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined =>
  list.find((one) => one.id === id);

const releaseDifferences = (before: Release, after: Release): RunDifference[] => [
  ...before.tables.flatMap((table) => tableDifferences(table, byId(after.tables, table.id))),
  ...before.curves.flatMap((curve) => curveDifferences(curve, byId(after.curves, curve.id))),
];

function originDifferences({ provenance: was }: Run, { provenance: is }: Run): RunDifference[] {
  const found: RunDifference[] = [];
  const note = (kind: RunDifference['kind'], where: string, before: string | null, after: string | null) => {
    if (before !== after) found.push({ kind, where, before, after });
  };
  note('dataset', was.dataset ?? '', was.datasetSha256, is.datasetSha256);
  note('dataset', was.table?.file ?? '', was.table?.sha256 ?? null, is.table?.sha256 ?? null);
  for (const { name, fingerprint } of was.cohorts)
    note('cohort', name, fingerprint, is.cohorts.find((one) => one.name === name)?.fingerprint ?? null);
  note('model', was.model?.name ?? '', was.model?.sha256 ?? null, is.model?.sha256 ?? null);
  for (const name of new Set([...Object.keys(was.versions), ...Object.keys(is.versions)]))
    note('version', name, was.versions[name] ?? null, is.versions[name] ?? null);
  const [sqlBefore, sqlAfter] = [was.sql.join(';\n'), is.sql.join(';\n')];
  if (sqlBefore !== sqlAfter) found.push({ kind: 'sql', where: '', before: sqlBefore, after: sqlAfter });
  return found;
}

const cellsOf = ({ tables, curves }: Release): number =>
  tables.reduce((sum, { rows }) => sum + rows.reduce((cells, row) => cells + row.length, 0), 0) +
  curves.reduce((sum, { series }) => sum + series.reduce((steps, { points }) => steps + points.length, 0), 0);

/**
 * Two results of the same question, cell by cell; numbers that agree to nine digits are the same. What is not in a table
 * or a curve is counted.
 */
export function compareRuns(before: Run, after: Run): RunComparison {
  const origin = originDifferences(before, after);
  const release = releaseDifferences(before.release, after.release);
  const rest = countDiffering(before.result, after.result);
  const shape =
    release.length === 0 && canonicalJson(shapeOf(before.release)) !== canonicalJson(shapeOf(after.release)) ? 1 : 0;
  const unseen = release.length === 0 ? rest + shape : 0;
  const result: RunDifference[] =
    unseen > 0 ? [{ kind: 'result', where: String(unseen), before: null, after: null }] : [];
  const differences = [...origin, ...release, ...result];
  return {
    run: before.id,
    title: before.title,
    isSame: differences.every(({ kind }) => kind === 'version' || kind === 'sql' || kind === 'model'),
    compared: cellsOf(before.release),
    differences,
  };
}

/** Tables and curves by name and size: one more in the second result is a difference as well. */
const shapeOf = ({ tables, curves }: Release) => [
  tables.map(({ id, rows }) => [id, rows.length]),
  curves.map(({ id, series }) => [id, series.length]),
];

import type { ReactNode } from 'react';
import { SmdPlot } from '../../../renderer/charts/smd-plot.tsx';
import {
  formatCount,
  formatDecimal,
  formatNumber,
  formatShare,
  formatSigned,
  Section,
  Table,
  type TableColumn,
} from '../../../renderer/kit/index.ts';
import type { TableOneResult, Variable } from './spec.ts';
import styles from './view.module.css';

const words = {
  characteristic: 'Characteristic',
  table: 'Characteristics',
  smd: 'SMD',
  differences: 'How far apart',
  plot: (of: string, against: string) =>
    `Absolute standardised mean differences between ${of} and ${against}; 0.1 is marked.`,
  meanSd: 'mean (SD)',
  medianIqr: 'median (quartiles)',
  missing: 'missing',
  sections: {
    demographics: 'Demographics',
    conditions: 'Conditions before entry',
    drugs: 'Drugs before entry',
    measurements: 'Last measurement',
    columns: 'Columns',
  } as Readonly<Record<string, string>>,
  smallPrint: 'Small print',
  contrast: (of: string, against: string) =>
    `SMD: standardised mean difference, ${of} less ${against}; without sign for more than two levels.`,
  excluded: (count: string, reason: string) => `Left out: ${count}, ${reason}.`,
  skipped: (column: string, reason: string) => `Not described: ${column} ${reason}.`,
};

/** One printed line: a cell a group, and the difference on the first line of each variable. */
interface Line {
  readonly key: string;
  readonly label: ReactNode;
  readonly cells: readonly ReactNode[];
  readonly smd?: number | null;
}

/** Table one as journals print it, section by section, then the differences as a plot. */
export default function View({ result }: { readonly result: TableOneResult }) {
  const sections = [...new Set(result.variables.map(({ section }) => section))];
  return (
    <div className={styles.view}>
      {sections.map((section) => (
        <Section key={section} title={words.sections[section] ?? section}>
          <Table
            caption={`${words.table}: ${words.sections[section] ?? section}`}
            columns={columnsOf(result)}
            rows={result.variables.filter((v) => v.section === section).flatMap(linesOf)}
            rowKey={(line) => line.key}
          />
        </Section>
      ))}
      {result.contrast ? (
        <Section title={words.differences}>
          <SmdPlot
            label={words.plot(result.contrast.of, result.contrast.against)}
            rows={result.variables.map(({ label, smd }) => ({ label, smd }))}
          />
        </Section>
      ) : null}
      <SmallPrint result={result} />
    </div>
  );
}

function columnsOf({ groups, contrast, unit }: TableOneResult): TableColumn<Line>[] {
  return [
    { key: 'label', header: words.characteristic, isRowHeader: true, cell: (line) => line.label },
    ...groups.map(
      ({ name, n }, g): TableColumn<Line> => ({
        key: `group-${name}`,
        header: `${name} (${formatCount(n, unit)})`,
        align: 'right',
        width: `${Math.floor(60 / groups.length)}%`,
        cell: (line) => line.cells[g],
      }),
    ),
    ...(contrast ? [{ key: 'smd', header: words.smd, align: 'right' as const, width: '5rem', cell: smdCell }] : []),
  ];
}

const smdCell = ({ smd }: Line) => (smd === undefined ? null : smd === null ? '—' : formatSigned(smd, 2));
const number = (value: number | null) =>
  value === null ? '—' : formatDecimal(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

const soft = (text: string) => <span className={styles.soft}>{text}</span>;
const part = (label: string) => <span className={`${styles.level} ${styles.soft}`}>{label}</span>;
const share = (n: number, proportion: number | null) => (
  <>
    {formatNumber(n)} {soft(proportion === null ? '' : `(${formatShare(proportion)})`)}
  </>
);

function linesOf(v: Variable): Line[] {
  const key = `${v.section} ${v.name}`;
  if (v.kind === 'binary') {
    return [{ key, label: v.label, smd: v.smd, cells: v.groups.map(({ n, proportion }) => share(n, proportion)) }];
  }
  if (v.kind === 'categorical') {
    const levels = v.levels.map(
      ({ name, groups }): Line => ({
        key: `${key} ${name}`,
        label: <span className={styles.level}>{name}</span>,
        cells: groups.map(({ n, proportion }) => share(n, proportion)),
      }),
    );
    return [
      { key, label: v.label, smd: v.smd, cells: v.groups.map(() => null) },
      ...levels,
      ...missingLine(key, v.groups),
    ];
  }
  const title = v.unit ? `${v.label} (${v.unit})` : v.label;
  return [
    {
      key,
      label: (
        <>
          {title}, {soft(words.meanSd)}
        </>
      ),
      smd: v.smd,
      cells: v.groups.map(({ mean, sd }) => `${number(mean)} (${number(sd)})`),
    },
    {
      key: `${key} median`,
      label: part(words.medianIqr),
      cells: v.groups.map(({ median, q1, q3 }) => `${number(median)} (${number(q1)} – ${number(q3)})`),
    },
    ...missingLine(key, v.groups),
  ];
}

function missingLine(key: string, groups: readonly { readonly n: number; readonly missing: number }[]): Line[] {
  if (groups.every(({ missing }) => missing === 0)) return [];
  const cells = groups.map(({ n, missing }) => share(missing, n + missing === 0 ? null : missing / (n + missing)));
  return [{ key: `${key} missing`, label: part(words.missing), cells }];
}

function SmallPrint({ result }: { readonly result: TableOneResult }) {
  const lines = [
    ...(result.contrast ? [words.contrast(result.contrast.of, result.contrast.against)] : []),
    ...result.excluded
      .filter(({ n }) => n > 0)
      .map(({ n, reason }) => words.excluded(formatCount(n, result.unit), reason)),
    ...result.skipped.map(({ column, reason }) => words.skipped(column, reason)),
    ...result.notes,
  ];
  if (lines.length === 0) return null;
  return (
    <Section title={words.smallPrint}>
      <ul className={styles.smallPrint}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

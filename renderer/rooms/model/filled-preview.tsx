import type { Output } from '../../../contract/index.ts';
import { Figure, formatShare, Section, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Decimal } from './numbers.tsx';

const t = modelTasksText.impute;

type Column = Output<'model.impute'>['columns'][number];
type Preview = NonNullable<Column['preview']>;
type NumberPreview = Extract<Preview, { kind: 'number' }>;
type ClassPreview = Extract<Preview, { kind: 'class' }>;

interface NumberRow extends NumberPreview {
  readonly label: string;
}

interface ClassRow {
  readonly label: string;
  readonly level: ClassPreview['levels'][number];
}

interface FilledPreviewsProps {
  readonly columns: readonly Column[];
  readonly labelOf: (name: string) => string;
}

/** Before and after, column by column: numbers by mean and quartiles, classes by shares. */
export function FilledPreviews({ columns, labelOf }: FilledPreviewsProps) {
  const numbers: NumberRow[] = [];
  const classes: ClassRow[] = [];
  for (const { name, preview } of columns) {
    const label = labelOf(name);
    if (preview?.kind === 'number') numbers.push({ label, ...preview });
    else if (preview) classes.push(...preview.levels.map((level) => ({ label, level })));
  }
  if (numbers.length + classes.length === 0) return null;
  return (
    <Section title={t.preview} note={t.previewNote}>
      {numbers.length > 0 ? (
        <Table
          caption={t.previewKinds.number}
          showCaption
          columns={numberColumns}
          rows={numbers}
          rowKey={({ label }) => label}
        />
      ) : null}
      {classes.length > 0 ? (
        <Table
          caption={t.previewKinds.class}
          showCaption
          columns={classColumns}
          rows={classes}
          rowKey={({ label, level }) => `${label} ${level.name}`}
        />
      ) : null}
    </Section>
  );
}

/** As many decimals as tell about four digits of a value of this size. */
const digitsFor = (size: number): number => Math.max(0, Math.min(3, 3 - Math.floor(Math.log10(Math.max(1e-3, size)))));

function Middle({ of: { q25, q75 }, digits }: { readonly of: NumberPreview['known']; readonly digits: number }) {
  return (
    <>
      <Decimal value={q25} digits={digits} /> – <Decimal value={q75} digits={digits} />
    </>
  );
}

const digitsOf = ({ known }: NumberPreview): number =>
  digitsFor(Math.max(Math.abs(known.mean), Math.abs(known.q75 - known.q25)));

const numberColumns: readonly TableColumn<NumberRow>[] = [
  { key: 'column', header: modelTasksText.result.column, isRowHeader: true, width: '30%', cell: ({ label }) => label },
  { key: 'known', header: t.known, align: 'right', cell: ({ known }) => <Figure n={known.n} /> },
  { key: 'filled', header: t.filled, align: 'right', cell: ({ filled }) => <Figure n={filled.n} /> },
  {
    key: 'meanKnown',
    header: t.meanKnown,
    align: 'right',
    cell: (row) => <Decimal value={row.known.mean} digits={digitsOf(row)} />,
  },
  {
    key: 'meanFilled',
    header: t.meanFilled,
    align: 'right',
    cell: (row) => <Decimal value={row.filled.mean} digits={digitsOf(row)} />,
  },
  {
    key: 'middleKnown',
    header: t.middleKnown,
    align: 'right',
    cell: (row) => <Middle of={row.known} digits={digitsOf(row)} />,
  },
  {
    key: 'middleFilled',
    header: t.middleFilled,
    align: 'right',
    cell: (row) => <Middle of={row.filled} digits={digitsOf(row)} />,
  },
];

const classColumns: readonly TableColumn<ClassRow>[] = [
  { key: 'column', header: modelTasksText.result.column, isRowHeader: true, width: '40%', cell: ({ label }) => label },
  { key: 'level', header: t.level, cell: ({ level }) => level.name ?? t.otherLevels },
  { key: 'known', header: t.shareKnown, align: 'right', cell: ({ level }) => formatShare(level.known) },
  { key: 'filled', header: t.shareFilled, align: 'right', cell: ({ level }) => formatShare(level.filled) },
];

import { useMemo, useState } from 'react';
import {
  Button,
  Code,
  formatCount,
  formatDecimal,
  formatNumber,
  formatShare,
  Section,
  Select,
  Table,
  type TableColumn,
  VerdictMark,
} from '../../../renderer/kit/index.ts';
import { type CheckResult, type ColumnProfile, type DataQualityResult, repeatsItsColumn } from './spec.ts';
import styles from './view.module.css';

const words = {
  overview: 'By table',
  table: 'Table',
  failedOf: 'Failed checks of those that applied',
  checks: 'Checks',
  columns: 'Columns',
  rule: 'What must hold',
  failed: 'Fail, of',
  share: 'Share',
  threshold: 'Allowed',
  status: 'Status',
  rows: 'Rows',
  show: 'SQL',
  hide: 'Hide',
  see: 'To see the rows, run this in the SQL room',
  category: 'Kind of check',
  every: 'Every kind',
  level: 'Looked at',
  everyLevel: 'Everything',
  folded: (n: number) =>
    `${formatNumber(n)} more of single concepts fail as their whole column does: look at “Concepts” to see them.`,
  levels: { table: 'Whole tables', field: 'Columns', concept: 'Concepts' },
  whichTable: 'Table',
  everyTable: 'Every table',
  which: 'Show',
  failedOnly: 'Failed',
  passedToo: 'Failed and passed',
  all: 'All, with those that do not apply',
  none: 'No check fails here.',
  statuses: { passed: 'Passed', failed: 'Failed', 'not applicable': 'Nothing to check' },
  categories: { conformance: 'Conformance', completeness: 'Completeness', plausibility: 'Plausibility' },
  column: 'Column',
  type: 'Type',
  missing: 'Missing',
  distinct: 'Distinct, about',
  least: 'Least',
  most: 'Greatest',
  mean: 'Mean',
  ofAll: (failed: number, all: number) => `${formatNumber(failed)} of ${formatNumber(all)}`,
  sqlOf: (rule: string) => `SQL of: ${rule}`,
  more: (n: number) => `${formatNumber(n)} more: choose a table or a kind to see them.`,
} as const;

const categories = ['conformance', 'completeness', 'plausibility'] as const;
const levels = ['table', 'field', 'concept'] as const;
/** Rows of a table that are drawn at once. */
const drawn = 200;

type Which = 'failed' | 'passed' | 'all';
const shows = [
  { value: 'failed', label: words.failedOnly },
  { value: 'passed', label: words.passedToo },
  { value: 'all', label: words.all },
];

/** Failed checks first, by table and kind, each with the SQL that shows its rows; then what every column holds. */
export default function View({ result }: { readonly result: DataQualityResult }) {
  const [table, setTable] = useState('');
  const [category, setCategory] = useState('');
  const [level, setLevel] = useState('');
  const [which, setWhich] = useState<Which>('failed');
  const tables = [...new Set(result.checks.map((check) => check.table))].sort();
  const isRepeated = useMemo(() => repeatsItsColumn(result.checks), [result.checks]);
  const isShown = ({ status }: CheckResult) =>
    status === 'failed' || which === 'all' || (which === 'passed' && status === 'passed');
  const checks = result.checks.filter(
    (check) =>
      isShown(check) &&
      (!table || check.table === table) &&
      (!category || check.category === category) &&
      (level ? check.level === level : !isRepeated(check)),
  );
  const folded = level ? 0 : result.checks.filter(isRepeated).length;
  return (
    <div className={styles.view}>
      <Section title={words.checks}>
        <div className={styles.filters}>
          <Select label={words.which} value={which} onChange={(value) => setWhich(value as Which)} options={shows} />
          <Choose label={words.whichTable} every={words.everyTable} value={table} onChange={setTable} names={tables} />
          <Choose
            label={words.category}
            every={words.every}
            value={category}
            onChange={setCategory}
            names={categories}
          />
          <Choose label={words.level} every={words.everyLevel} value={level} onChange={setLevel} names={levels} />
        </div>
        <Checks checks={checks} />
        {folded > 0 ? <p className={styles.note}>{words.folded(folded)}</p> : null}
      </Section>
      <Section title={words.overview} note={words.failedOf}>
        <Table
          caption={words.overview}
          columns={overviewColumns(result)}
          rows={failedFirst(tables, result.checks)}
          rowKey={(name) => name}
        />
      </Section>
      <Section title={words.columns} note={formatCount(result.profile.length, 'columns')}>
        <Profile profile={result.profile.filter((one) => !table || one.table === table)} />
      </Section>
      {result.notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}

const kindsInWords: Readonly<Record<string, string>> = { ...words.categories, ...words.levels };

interface ChooseProps {
  readonly label: string;
  readonly every: string;
  /** Empty for every one. */
  readonly value: string;
  readonly names: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choose({ label, every, value, names, onChange }: ChooseProps) {
  const named = (name: string) => kindsInWords[name] ?? name;
  return (
    <Select
      label={label}
      value={value || 'every'}
      onChange={(chosen) => onChange(chosen === 'every' ? '' : chosen)}
      options={[{ value: 'every', label: every }, ...names.map((name) => ({ value: name, label: named(name) }))]}
    />
  );
}

function failedFirst(tables: readonly string[], checks: readonly CheckResult[]): string[] {
  const failed = new Set(checks.filter(({ status }) => status === 'failed').map(({ table }) => table));
  return [...tables].sort((a, b) => Number(failed.has(b)) - Number(failed.has(a)));
}

function overviewColumns({ checks }: DataQualityResult): TableColumn<string>[] {
  const cell = (table: string, category: string) => {
    const of = checks.filter((c) => c.table === table && c.category === category && c.status !== 'not applicable');
    const failed = of.filter(({ status }) => status === 'failed').length;
    if (of.length === 0) return '—';
    const text = words.ofAll(failed, of.length);
    return failed > 0 ? <strong className={styles.failed}>{text}</strong> : text;
  };
  return [
    { key: 'table', header: words.table, isRowHeader: true, cell: (name) => name },
    ...categories.map((category) => ({
      key: category,
      header: words.categories[category],
      align: 'right' as const,
      cell: (name: string) => cell(name, category),
    })),
  ];
}

function Checks({ checks }: { readonly checks: readonly CheckResult[] }) {
  const [open, setOpen] = useState<string | null>(null);
  const chosen = checks.find(({ id }) => id === open);
  if (checks.length === 0) return <p className={styles.note}>{words.none}</p>;
  return (
    <>
      {chosen ? (
        <div className={styles.rows}>
          <p className={styles.note}>
            {words.see}: {chosen.rule}
          </p>
          <Code text={chosen.rows} label={chosen.rule} />
        </div>
      ) : null}
      <Table
        caption={words.checks}
        columns={checkColumns(open, (id) => setOpen(id === open ? null : id))}
        rows={checks.slice(0, drawn)}
        rowKey={({ id }) => id}
        isSelected={({ id }) => id === open}
      />
      {checks.length > drawn ? <p className={styles.note}>{words.more(checks.length - drawn)}</p> : null}
    </>
  );
}

function Status({ status }: Pick<CheckResult, 'status'>) {
  const word = words.statuses[status];
  if (status === 'not applicable') return <span className={styles.note}>{word}</span>;
  return <VerdictMark verdict={status === 'failed' ? 'blocked' : 'clear'} word={word} />;
}

/** A share that is not nothing never reads as nothing. */
const shareText = (share: number) => formatShare(share, share > 0 && share < 0.001 ? 4 : 1);

function checkColumns(open: string | null, onOpen: (id: string) => void): TableColumn<CheckResult>[] {
  return [
    { key: 'status', header: words.status, cell: ({ status }) => <Status status={status} /> },
    {
      key: 'rule',
      header: words.rule,
      isRowHeader: true,
      cell: ({ rule, table, category, part }) => (
        <>
          {rule}
          <span className={styles.kind}>{`${table} · ${words.categories[category]}, ${part}`}</span>
        </>
      ),
    },
    { key: 'failed', header: words.failed, align: 'right', cell: ({ failed, of }) => words.ofAll(failed, of) },
    { key: 'share', header: words.share, align: 'right', cell: ({ share, of }) => (of === 0 ? '—' : shareText(share)) },
    { key: 'threshold', header: words.threshold, align: 'right', cell: ({ threshold }) => shareText(threshold / 100) },
    {
      key: 'sql',
      header: words.rows,
      cell: ({ id, rule }) => (
        <Button variant="plain" aria-label={words.sqlOf(rule)} aria-expanded={id === open} onPress={() => onOpen(id)}>
          {id === open ? words.hide : words.show}
        </Button>
      ),
    },
  ];
}

function Profile({ profile }: { readonly profile: readonly ColumnProfile[] }) {
  const columns: TableColumn<ColumnProfile>[] = [
    { key: 'table', header: words.table, cell: ({ table }) => table },
    { key: 'column', header: words.column, isRowHeader: true, cell: ({ column }) => column },
    { key: 'type', header: words.type, cell: ({ type }) => type.toLowerCase() },
    {
      key: 'missing',
      header: words.missing,
      align: 'right',
      cell: ({ missing, rows }) => (rows === 0 ? '—' : shareText(missing / rows)),
    },
    { key: 'distinct', header: words.distinct, align: 'right', cell: ({ distinct }) => formatNumber(distinct) },
    { key: 'least', header: words.least, align: 'right', cell: ({ least }) => least ?? '—' },
    { key: 'most', header: words.most, align: 'right', cell: ({ most }) => most ?? '—' },
    {
      key: 'mean',
      header: words.mean,
      align: 'right',
      cell: ({ mean }) => (mean === null ? '—' : formatDecimal(mean, 1)),
    },
  ];
  return (
    <Table
      caption={words.columns}
      columns={columns}
      rows={profile}
      rowKey={({ table, column }) => `${table}.${column}`}
    />
  );
}

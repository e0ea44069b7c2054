import { useMemo, useState } from 'react';
import type { ImportPlan, InspectedTable } from '../../../contract/data.ts';
import {
  Button,
  Facts,
  Figure,
  formatCount,
  formatShare,
  Section,
  Sentence,
  Table,
  type TableColumn,
  TextField,
  VerdictMark,
} from '../../kit/index.ts';
import { lacksReason, suspectColumns, undecided } from '../../state/gate-decisions.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { useSession } from '../../state/session.ts';
import { importText as t } from '../../text/data.ts';
import { formatName } from './dataset-facts.tsx';
import { freeName } from './folder-name.ts';
import { GateColumns } from './gate-columns.tsx';
import { GateDates } from './gate-dates.tsx';
import styles from './import-plan.module.css';
import { ReadAccounts } from './read-accounts.tsx';
import { Regime } from './regime.tsx';

interface ImportPlanViewProps {
  readonly plan: ImportPlan;
  readonly name: string;
  readonly onLoad: (name: string) => void;
}

/** What an import would do, the verdict first; then the decisions; then the button that does it. */
export function ImportPlanView({ plan, name, onLoad }: ImportPlanViewProps) {
  const decisions = useImportFlow((s) => s.decisions);
  const suspects = suspectColumns(plan);
  const open = undecided(suspects, decisions);
  return (
    <>
      <Verdict plan={plan} />
      <GateColumns plan={plan} />
      {plan.risk.dated ? <GateDates /> : null}
      <Section title={t.tables.title}>
        <Table
          caption={t.tables.caption}
          columns={plan.format === 'table' ? plainColumns : tableColumns}
          rows={plan.tables}
          rowKey={(table) => table.name}
        />
      </Section>
      <ReadAccounts read={plan.read ?? []} unmapped={plan.unmapped ?? []} />
      <Notes title={t.warnings} lines={[...plan.warnings, t.risk]} />
      <Notes title={t.ignored} lines={plan.ignored} />
      <LoadBar
        name={name}
        tables={plan.tables.length}
        problem={open > 0 ? t.waiting(open) : decisions.some(lacksReason) ? t.reasons : null}
        onLoad={onLoad}
      />
    </>
  );
}

function Verdict({ plan }: { readonly plan: ImportPlan }) {
  const persons = plan.persons === null ? null : formatCount(plan.persons, 'persons');
  const notes = plan.risk.notes.map((note) => <p key={note}>{note}</p>);
  return (
    <div className={styles.verdict}>
      <VerdictMark verdict={plan.verdict} />
      <Sentence>{plan.summary}</Sentence>
      <Facts
        items={[
          [t.found, t.lead(formatName(plan), formatCount(plan.tables.length, 'tables'), persons)],
          [
            t.toldBy,
            plan.format === 'table' ? t.toldPlain : t.told(plan.reason ?? null, formatShare(plan.confidence, 0)),
          ],
          [t.regime, <Regime key="regime" text={plan.risk.regime} />],
          ...(notes.length > 0 ? [[t.notes, notes] as const] : []),
        ]}
      />
    </div>
  );
}

const columnsOf = (isPlain: boolean): readonly TableColumn<InspectedTable>[] => [
  {
    key: 'name',
    header: t.tables.name,
    isRowHeader: true,
    cell: ({ name, warnings, columns }) => {
      // A plain table's columns are its own.
      const unmapped = isPlain ? 0 : columns.filter(({ mapsTo }) => mapsTo === null).length;
      const notes = [...warnings, ...(unmapped > 0 ? [t.tables.unmapped(unmapped)] : [])];
      return (
        <>
          {name}
          {notes.map((note) => (
            <span key={note} className={styles.warning}>
              {note}
            </span>
          ))}
        </>
      );
    },
  },
  {
    key: 'files',
    header: t.tables.files,
    cell: ({ files }) => <span className={styles.files}>{files.join(', ')}</span>,
  },
  { key: 'columns', header: t.tables.columns, align: 'right', cell: ({ columns }) => <Figure n={columns.length} /> },
  { key: 'rows', header: t.tables.rows, align: 'right', cell: ({ rows }) => <Figure n={rows} /> },
];

const tableColumns = columnsOf(false);
const plainColumns = columnsOf(true);

function Notes({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={styles.notes}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

interface LoadBarProps {
  readonly name: string;
  readonly tables: number;
  readonly problem: string | null;
  readonly onLoad: (name: string) => void;
}

function LoadBar({ name: proposed, tables, problem, onLoad }: LoadBarProps) {
  const study = useSession((s) => s.study);
  const taken = useMemo(() => study?.datasets.map((dataset) => dataset.name) ?? [], [study]);
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? freeName(proposed, taken);
  const clash = taken.includes(name.trim()) ? t.taken(name.trim()) : null;
  const why = problem ?? clash;
  return (
    <div className={styles.bar}>
      <div className={styles.name}>
        <TextField label={t.name} value={name} onChange={setTyped} maxLength={80} />
      </div>
      {why ? <p className={styles.problem}>{why}</p> : null}
      <Button variant="primary" unavailable={why} onPress={() => onLoad(name.trim())}>
        {t.load(formatCount(tables, 'tables'))}
      </Button>
    </div>
  );
}

import { FolderInput } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { DatasetManifest, DatasetTable } from '../../../contract/data.ts';
import { Inspect } from '../../frame/inspector.tsx';
import {
  Button,
  Figure,
  formatCount,
  formatYears,
  RoomPage,
  Section,
  Select,
  Table,
  type TableColumn,
  VerdictMark,
} from '../../kit/index.ts';
import { useDataRoom } from '../../state/data-room.ts';
import { shiftsAllDates } from '../../state/gate-decisions.ts';
import { isDictionary } from '../../state/plain-dataset.ts';
import { useSession } from '../../state/session.ts';
import { dataText as t } from '../../text/data.ts';
import { gateText } from '../../text/gate.ts';
import { DatasetChecks } from './dataset-checks.tsx';
import { DatasetFacts, formatName } from './dataset-facts.tsx';
import styles from './dataset-page.module.css';
import { DensityStrip, sharedYears } from './density-strip.tsx';
import { ReadAccounts } from './read-accounts.tsx';
import { RejectedDialog } from './rejected-dialog.tsx';
import { StudySecrets } from './study-secrets.tsx';

/** What is loaded: the gate's verdict in plain words, then a table of tables. */
export function DatasetPage({ manifest }: { readonly manifest: DatasetManifest }) {
  const [rejected, setRejected] = useState<string | null>(null);
  const filled = manifest.tables.filter(({ rows, rejected: lost }) => rows > 0 || lost > 0);
  const isPlain = manifest.format === 'table';
  const isReference = isPlain ? isDictionary : hasNoPerson;
  const axis = sharedYears(filled);
  const lead = t.lead(
    formatCount(manifest.persons, 'persons'),
    formatCount(filled.length, 'tables'),
    axis ? formatYears(axis) : null,
    formatName(manifest),
  );
  return (
    <RoomPage title={manifest.name} lead={lead} actions={<Actions />}>
      <GateLine manifest={manifest} />
      <DatasetChecks manifest={manifest} />
      <Section title={t.tables.title}>
        <Table
          caption={t.tables.caption}
          columns={tableColumns(axis, setRejected)}
          rows={filled.filter((table) => !isReference(table)).toSorted((a, b) => placeOf(a) - placeOf(b))}
          rowKey={({ name }) => name}
        />
        {isPlain ? null : <Absent manifest={manifest} filled={filled.length} />}
      </Section>
      <Reference tables={filled.filter(isReference)} words={isPlain ? t.tables.dictionary : t.tables.reference} />
      <ReadAccounts read={manifest.read ?? []} unmapped={manifest.unmapped ?? []} />
      {rejected ? <RejectedDialog dataset={manifest.name} table={rejected} onClose={() => setRejected(null)} /> : null}
      <Inspect title={manifest.name} kind={t.datasetKind} made={<DatasetFacts manifest={manifest} />} />
    </RoomPage>
  );
}

/** Tables of OMOP that hold codes, names and places. */
const hasNoPerson = ({ columns }: DatasetTable): boolean => !columns.some(({ name }) => name === 'person_id');

/** Whom the data are of, how long they were seen and who died stand first; the rest as it came. */
const firstTables = ['person', 'observation_period', 'death'];
const placeOf = ({ name }: DatasetTable): number =>
  firstTables.includes(name) ? firstTables.indexOf(name) : firstTables.length;

interface ReferenceProps {
  readonly tables: readonly DatasetTable[];
  readonly words: { readonly title: string; readonly note: string; readonly caption: string };
}

function Reference({ tables, words }: ReferenceProps) {
  if (tables.length === 0) return null;
  return (
    <Section title={words.title} note={words.note}>
      <ul className={styles.reference} aria-label={words.caption}>
        {tables.map(({ name, rows }) => (
          <li key={name} className={styles.referenceTable}>
            <OpenTable name={name} />
            <span className={styles.soft}>{formatCount(rows, 'rows')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Actions() {
  const study = useSession((s) => s.study);
  const dataset = useSession((s) => s.dataset);
  const chooseDataset = useSession((s) => s.chooseDataset);
  const setChoosing = useDataRoom((s) => s.setChoosing);
  const datasets = study?.datasets ?? [];
  return (
    <>
      {datasets.length > 1 ? (
        <Select
          label={t.dataset}
          hideLabel
          options={datasets.map(({ name, persons }) => ({
            value: name,
            label: name,
            note: formatCount(persons, 'persons'),
          }))}
          value={dataset}
          onChange={chooseDataset}
        />
      ) : null}
      <Button icon={FolderInput} unavailable={study?.readOnly ? t.readOnly : null} onPress={() => setChoosing(true)}>
        {t.add}
      </Button>
    </>
  );
}

function GateLine({ manifest: { verdict, regime, decisions } }: { readonly manifest: DatasetManifest }) {
  const dropped = decisions.filter(({ action }) => action === 'drop').length;
  const kept = decisions.filter(({ action }) => action === 'attest').length;
  const isShifted = shiftsAllDates(decisions);
  const changed = decisions.length - dropped - kept - (isShifted ? 1 : 0);
  const parts = [
    dropped > 0 ? t.gate.dropped(formatCount(dropped, 'columns')) : null,
    changed > 0 ? gateText.changed(formatCount(changed, 'columns')) : null,
    isShifted ? gateText.shifted : null,
    kept > 0 ? t.gate.attested(formatCount(kept, 'columns')) : null,
  ].filter((part) => part !== null);
  return (
    <div className={styles.gate}>
      <p>
        <VerdictMark verdict={verdict} word={t.gate[verdict]} /> {parts.length > 0 ? `${parts.join(', ')}.` : null}
      </p>
      <p className={styles.regime}>{regime}</p>
      <StudySecrets />
    </div>
  );
}

function tableColumns(
  axis: readonly [number, number] | null,
  onRejected: (table: string) => void,
): readonly TableColumn<DatasetTable>[] {
  return [
    {
      key: 'name',
      header: t.tables.name,
      isRowHeader: true,
      width: '30%',
      cell: ({ name }) => <OpenTable name={name} />,
    },
    { key: 'rows', header: t.tables.rows, align: 'right', cell: ({ rows }) => <Figure n={rows} /> },
    { key: 'years', header: t.tables.years, cell: (table) => <Years table={table} /> },
    {
      key: 'density',
      header: t.tables.density,
      width: '34%',
      cell: (table) => (axis && table.name !== 'person' ? <DensityStrip table={table} axis={axis} /> : null),
    },
    {
      key: 'rejected',
      header: t.tables.rejected,
      align: 'right',
      cell: ({ name, rejected }) => <Rejected table={name} rows={rejected} onPress={() => onRejected(name)} />,
    },
  ];
}

function OpenTable({ name }: { readonly name: string }) {
  const openTable = useDataRoom((s) => s.openTable);
  return (
    <AriaButton className={styles.open} onPress={() => openTable(name)}>
      {name}
    </AriaButton>
  );
}

function Years({ table: { name, years } }: { readonly table: DatasetTable }) {
  if (!years) return <span className={styles.soft}>{t.tables.none}</span>;
  return (
    <span className={styles.years}>{name === 'person' ? t.tables.born(formatYears(years)) : formatYears(years)}</span>
  );
}

interface RejectedProps {
  readonly table: string;
  readonly rows: number;
  readonly onPress: () => void;
}

function Rejected({ table, rows, onPress }: RejectedProps) {
  if (rows === 0) return <span className={styles.soft}>0</span>;
  return (
    <AriaButton
      className={styles.rejected}
      aria-label={t.rejected.show(formatCount(rows, 'rows'), table)}
      onPress={onPress}
    >
      <Figure n={rows} />
    </AriaButton>
  );
}

function Absent({ manifest, filled }: { readonly manifest: DatasetManifest; readonly filled: number }) {
  const empty = manifest.tables.length - filled;
  const names = [
    ...new Set([...manifest.absent, ...manifest.tables.filter(({ rows }) => rows === 0).map(({ name }) => name)]),
  ];
  if (names.length === 0 || (empty === 0 && manifest.absent.length === 0)) return null;
  return (
    <p className={styles.absent}>
      {t.tables.absent} {names.join(', ')}.
    </p>
  );
}

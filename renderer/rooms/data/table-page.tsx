import { ArrowLeft } from 'lucide-react';
import { useMemo } from 'react';
import type { Backend } from '../../../contract/backend.ts';
import type { DatasetManifest, DatasetTable } from '../../../contract/data.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Inspect } from '../../frame/inspector.tsx';
import {
  Button,
  decodeArrow,
  EmptyState,
  Facts,
  formatCount,
  formatMoment,
  formatYears,
  Grid,
  type GridSource,
  RoomPage,
  Select,
} from '../../kit/index.ts';
import { useDataRoom } from '../../state/data-room.ts';
import { dataText as t } from '../../text/data.ts';
import { ColumnProfiles } from './column-profile.tsx';
import { formatName } from './dataset-facts.tsx';
import styles from './table-page.module.css';

interface TablePageProps {
  readonly manifest: DatasetManifest;
  readonly table: DatasetTable;
}

/** The rows of one table, as a grid that scrolls like paper. */
export function TablePage({ manifest, table }: TablePageProps) {
  const backend = useBackend();
  const closeTable = useDataRoom((s) => s.closeTable);
  const source = useMemo(() => tableSource(backend, manifest, table), [backend, manifest, table]);
  return (
    <RoomPage
      layout="fill"
      title={table.name}
      lead={t.browse.rows(formatCount(table.rows, 'rows'), formatCount(table.columns.length, 'columns'))}
      actions={
        <>
          <Button variant="plain" icon={ArrowLeft} onPress={closeTable}>
            {t.browse.back}
          </Button>
          <TableChoice manifest={manifest} table={table} />
        </>
      }
    >
      {table.rows === 0 ? (
        <EmptyState title={t.browse.emptyTitle(table.name)} why={t.browse.emptyWhy} />
      ) : (
        <div className={styles.grid}>
          <Grid label={t.browse.grid(table.name)} source={source} foot={<span>{t.browse.note}</span>} />
        </div>
      )}
      <Inspect
        title={table.name}
        kind={t.tableKind}
        definition={<ColumnProfiles key={table.name} dataset={manifest.name} table={table} />}
        sql={`SELECT *\nFROM ${table.name}\nLIMIT 100`}
        made={<TableFacts manifest={manifest} table={table} />}
      />
    </RoomPage>
  );
}

/** Windows of a table on disk; in the order of one column when sorted. */
function tableSource(backend: Backend, manifest: DatasetManifest, table: DatasetTable): GridSource {
  return {
    id: `${manifest.sha256} ${table.name}`,
    columns: table.columns,
    total: table.rows,
    canSort: true,
    async load({ offset, limit, sort }, signal) {
      const window = await backend.call(
        'data.window',
        { dataset: manifest.name, table: table.name, offset, limit, sort: sort ?? undefined },
        { signal },
      );
      return { from: window.offset, table: decodeArrow(window.table) };
    },
  };
}

function TableChoice({ manifest, table }: TablePageProps) {
  const openTable = useDataRoom((s) => s.openTable);
  const options = manifest.tables
    .filter(({ rows }) => rows > 0)
    .map(({ name, rows }) => ({ value: name, label: name, note: formatCount(rows, 'rows') }));
  return <Select label={t.browse.table} hideLabel options={options} value={table.name} onChange={openTable} />;
}

function TableFacts({ manifest, table }: TablePageProps) {
  return (
    <Facts
      items={[
        [t.facts.rows, formatCount(table.rows, 'rows')],
        ...(table.years ? [[t.facts.years, formatYears(table.years)] as const] : []),
        [t.facts.rejected, formatCount(table.rejected, 'rows')],
        [t.facts.dataset, `${manifest.name}, ${formatName(manifest)}`],
        [t.facts.imported, formatMoment(manifest.importedAt)],
      ]}
    />
  );
}

import { Database, FolderInput } from 'lucide-react';
import { useMemo } from 'react';
import { useCall } from '../../backend/use-call.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, EmptyState, FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { useDataRoom } from '../../state/data-room.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { useSession } from '../../state/session.ts';
import { dataText as t } from '../../text/data.ts';
import { text } from '../../text/en.ts';
import { DatasetPage } from './dataset-page.tsx';
import { ImportPage } from './import-page.tsx';
import { TablePage } from './table-page.tsx';

/** Data: import with its dry run and gate, the dataset as a table of tables, the rows of one. */
export default function DataRoom() {
  const isChoosing = useDataRoom((s) => s.isChoosing);
  const setChoosing = useDataRoom((s) => s.setChoosing);
  const choose = useImportFlow((s) => s.choose);
  const paths = useImportFlow((s) => s.paths);
  const dataset = useSession((s) => s.dataset);
  useDataCommands();
  return (
    <>
      {paths ? <ImportPage paths={paths} /> : dataset ? <Dataset name={dataset} /> : <NoData />}
      {isChoosing ? (
        <FilePicker
          title={t.choose.title}
          mode="data"
          pickLabel={t.choose.pick}
          onClose={() => setChoosing(false)}
          onPick={(picked) => {
            setChoosing(false);
            choose(picked);
          }}
        />
      ) : null}
    </>
  );
}

function NoData() {
  const setChoosing = useDataRoom((s) => s.setChoosing);
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  return (
    <RoomPage title={t.title}>
      <EmptyState
        icon={Database}
        title={t.empty.title}
        why={`${t.empty.why} ${t.empty.drop}`}
        next={
          <Button
            variant="primary"
            icon={FolderInput}
            unavailable={isReadOnly ? t.readOnly : null}
            onPress={() => setChoosing(true)}
          >
            {t.empty.choose}
          </Button>
        }
      />
    </RoomPage>
  );
}

function Dataset({ name }: { readonly name: string }) {
  const described = useCall('data.describe', { dataset: name });
  const tableName = useDataRoom((s) => s.table);
  if (described.kind === 'loading' || described.kind === 'failed') {
    return (
      <RoomPage title={name}>
        {described.kind === 'loading' ? (
          <Loading what={t.loading} />
        ) : (
          <FailureNote failure={described.failure} title={t.failed} onRetry={described.refetch} />
        )}
      </RoomPage>
    );
  }
  const manifest = described.content;
  const table = manifest.tables.find((one) => one.name === tableName);
  return table ? <TablePage manifest={manifest} table={table} /> : <DatasetPage manifest={manifest} />;
}

function useDataCommands(): void {
  const setChoosing = useDataRoom((s) => s.setChoosing);
  const closeTable = useDataRoom((s) => s.closeTable);
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const commands = useMemo(
    (): readonly Command[] => [
      {
        id: 'data.add',
        title: t.commands.add,
        group: text.command.groups.data,
        unavailable: isReadOnly ? t.readOnly : null,
        run: () => setChoosing(true),
      },
      { id: 'data.tables', title: t.commands.tables, group: text.command.groups.data, run: closeTable },
    ],
    [isReadOnly, setChoosing, closeTable],
  );
  useCommands('data', commands);
}

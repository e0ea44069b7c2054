import { Play, SquareTerminal } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useCall } from '../../backend/use-call.ts';
import { type Job, useJob } from '../../backend/use-job.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Button, EmptyState, formatNumber, RoomPage, Select, Split } from '../../kit/index.ts';
import { plainTables, usePlainDataset } from '../../state/plain-dataset.ts';
import { useSession } from '../../state/session.ts';
import { useSqlRoom } from '../../state/sql-room.ts';
import { text } from '../../text/en.ts';
import { sqlText as t } from '../../text/sql.ts';
import { type ErrorPlace, errorPlace } from './error-place.ts';
import { SqlEditor, type SqlEditorHandle } from './sql-editor.tsx';
import { SqlResult } from './sql-result.tsx';
import type { Statement } from './statement.ts';
import { schemaOf, TableList } from './table-list.tsx';
import styles from './view.module.css';

const limits = [1000, 10_000, 100_000] as const;

/** SQL: one locked SELECT on the dataset, its result in the same grid as the tables. */
export default function SqlRoom() {
  const dataset = useSession((s) => s.dataset);
  return dataset ? <Workbench key={dataset} dataset={dataset} /> : <NoData />;
}

function NoData() {
  const goTo = useSession((s) => s.goTo);
  return (
    <RoomPage title={t.title}>
      <EmptyState
        icon={SquareTerminal}
        title={t.noData.title}
        why={t.noData.why}
        next={
          <Button variant="primary" onPress={() => goTo('data')}>
            {t.noData.next}
          </Button>
        }
      />
    </RoomPage>
  );
}

function Workbench({ dataset }: { readonly dataset: string }) {
  const described = useCall('data.describe', { dataset });
  const tables = described.kind === 'loading' ? undefined : described.content?.tables;
  const isPlain = usePlainDataset() !== null;
  const plain = useMemo(() => (isPlain ? plainTables({ tables: tables ?? [] }) : []), [isPlain, tables]);
  const schema = useMemo(() => schemaOf(tables ?? []), [tables]);
  const job = useJob('sql.run', dataset);
  const editor = useRef<SqlEditorHandle | null>(null);
  const started = useRef<Statement>({ text: '', from: 0 });
  // The editor owns its text: what is typed must not draw the room, with all its tables' columns, anew.
  const [initial] = useState(() => useSqlRoom.getState().query);
  const editorHeight = useSqlRoom((s) => s.editorHeight);
  const { setQuery, setEditorHeight } = useSqlRoom.getState();

  const run = useCallback(() => {
    const statement = editor.current?.statement();
    if (!statement?.text) return;
    started.current = statement;
    void job.start({ sql: statement.text, dataset, limit: useSqlRoom.getState().limit }, t.job);
  }, [job, dataset]);
  useRunCommand(run);
  const error = useMemo(() => placeInEditor(job.state, started.current), [job.state]);

  return (
    <RoomPage layout="fill" title={t.title} lead={t.lead} actions={<Actions onRun={run} />}>
      <div className={styles.split}>
        <Split
          direction="column"
          label={t.resize}
          size={editorHeight}
          min={88}
          max={520}
          onSize={setEditorHeight}
          fixed="first"
          first={
            <div className={styles.editor}>
              <SqlEditor
                label={t.editor}
                initial={initial}
                schema={schema}
                error={error}
                handle={editor}
                onChange={setQuery}
                onRun={run}
              />
            </div>
          }
          second={<SqlResult job={job} plain={plain} onExample={(sql) => editor.current?.replace(sql)} />}
        />
      </div>
      <Inspect
        title={t.tables.title(dataset)}
        kind={t.tables.kind}
        definition={<TableList tables={tables ?? []} onInsert={(name) => editor.current?.insert(name)} />}
      />
    </RoomPage>
  );
}

/** Where in the editor the failed statement's error is. */
function placeInEditor(state: Job<'sql.run'>['state'], { text: ran, from }: Statement): ErrorPlace | null {
  const place = state.kind === 'failed' ? errorPlace(state.failure.message, ran) : null;
  return place && { from: place.from + from, to: place.to + from };
}

function Actions({ onRun }: { readonly onRun: () => void }) {
  const limit = useSqlRoom((s) => s.limit);
  const setLimit = useSqlRoom((s) => s.setLimit);
  return (
    <>
      <span className={styles.limitLabel}>{t.limit}</span>
      <Select
        label={t.limit}
        hideLabel
        options={limits.map((n) => ({ value: String(n), label: t.limits(formatNumber(n)) }))}
        value={String(limit)}
        onChange={(value) => setLimit(Number(value))}
      />
      <Button variant="primary" icon={Play} onPress={onRun}>
        {t.run}
      </Button>
    </>
  );
}

function useRunCommand(run: () => void): void {
  const commands = useMemo(
    (): readonly Command[] => [
      { id: 'sql.run', title: t.commands.run, group: text.command.groups.sql, keys: 'mod+enter', run },
    ],
    [run],
  );
  useCommands('sql', commands);
}

import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, FailureNote, Loading, TextField } from '../../kit/index.ts';
import { askingText as t } from '../../text/asking.ts';
import styles from './table-source.module.css';

export type TableShape = Output<'table.columns'>;

/** The columns of a plain table, read when its path is settled. */
export function useTableColumns(path: string) {
  const job = useJob('table.columns', path);
  const { start, state } = job;
  useEffect(() => {
    if (path !== '' && state.kind === 'idle') void start({ path }, t.table.reading);
  }, [path, state.kind, start]);
  const shape = path !== '' && state.kind === 'done' ? state.result : null;
  return { ...job, shape };
}

interface TableSourceProps {
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly table: ReturnType<typeof useTableColumns>;
}

/** Which file, by path or by choosing it, and what is in it. */
export function TableSource({ path, onPath, table }: TableSourceProps) {
  const [typed, setTyped] = useState(path);
  const [isPicking, setPicking] = useState(false);
  const settle = (next: string) => {
    setTyped(next);
    onPath(next.trim());
  };
  return (
    <div className={styles.source}>
      <div className={styles.row}>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault();
            settle(typed);
          }}
        >
          <TextField
            label={t.table.path}
            help={t.table.help}
            mono
            value={typed}
            onChange={setTyped}
            onBlur={() => settle(typed)}
          />
        </form>
        <Button icon={FolderOpen} className={styles.browse} onPress={() => setPicking(true)}>
          {t.table.browse}
        </Button>
      </div>
      {path !== '' && table.state.kind === 'running' ? <Loading what={t.table.reading} /> : null}
      {path !== '' && table.state.kind === 'failed' ? (
        <FailureNote failure={table.state.failure} title={t.table.failed} onRetry={table.again} />
      ) : null}
      {table.shape ? (
        <p className={styles.shape}>{t.table.shape(table.shape.rows, table.shape.columns.length)}</p>
      ) : null}
      {isPicking ? (
        <FilePicker
          title={t.table.title}
          mode="files"
          pickLabel={t.table.pick}
          onClose={() => setPicking(false)}
          onPick={([file]) => {
            setPicking(false);
            if (file) settle(file);
          }}
        />
      ) : null}
    </div>
  );
}

import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { FilePicker } from '../../frame/file-picker.tsx';
import { Button, FailureNote, formatCount, Loading, Select, TextField } from '../../kit/index.ts';
import { askingText as t } from '../../text/asking.ts';
import type { OwnTable } from './own-tables.ts';
import styles from './table-source.module.css';
import type { TableState } from './use-source.ts';

interface TableSourceProps {
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly table: TableState;
}

/** Which table: one of the dataset's own, or a file; and what is in it. */
export function TableSource({ path, onPath, table }: TableSourceProps) {
  const own = table.own ?? [];
  const isFile = !own.some((one) => one.path === path);
  return (
    <div className={styles.source}>
      {own.length > 0 ? <OwnTables own={own} path={path} onPath={onPath} /> : null}
      {isFile ? <TableFile label={own.length > 0 ? t.table.file : t.table.path} path={path} onPath={onPath} /> : null}
      {path !== '' && table.state.kind === 'running' ? <Loading what={t.table.reading} /> : null}
      {path !== '' && table.state.kind === 'failed' ? (
        <FailureNote failure={table.state.failure} title={t.table.failed} onRetry={table.again} />
      ) : null}
      {table.shape ? (
        <p className={styles.shape}>{t.table.shape(table.shape.rows, table.shape.columns.length)}</p>
      ) : null}
    </div>
  );
}

type PathProps = Pick<TableSourceProps, 'path' | 'onPath'>;

const file = '\u0000';

function OwnTables({ own, path, onPath }: PathProps & { readonly own: readonly OwnTable[] }) {
  const options = own.map(({ name, rows, path: value }) => ({ value, label: name, note: formatCount(rows, 'rows') }));
  return (
    <div className={styles.own}>
      <Select
        label={t.table.path}
        help={t.table.ownHelp}
        options={[...options, { value: file, label: t.table.anyFile }]}
        value={own.some((one) => one.path === path) ? path : file}
        onChange={(value) => onPath(value === file ? '' : value)}
      />
    </div>
  );
}

function TableFile({ label, path, onPath }: PathProps & { readonly label: string }) {
  const [typed, setTyped] = useState(path);
  const [isPicking, setPicking] = useState(false);
  const settle = (next: string) => {
    setTyped(next);
    onPath(next.trim());
  };
  return (
    <div className={styles.row}>
      <form
        className={styles.path}
        onSubmit={(event) => {
          event.preventDefault();
          settle(typed);
        }}
      >
        <TextField
          label={label}
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
      {isPicking ? (
        <FilePicker
          title={t.table.title}
          mode="files"
          pickLabel={t.table.pick}
          onClose={() => setPicking(false)}
          onPick={([chosen]) => {
            setPicking(false);
            if (chosen) settle(chosen);
          }}
        />
      ) : null}
    </div>
  );
}

import { useCall } from '../../backend/use-call.ts';
import { Dialog, FailureNote, Figure, Loading, Table } from '../../kit/index.ts';
import { dataText as t } from '../../text/data.ts';

interface RejectedDialogProps {
  readonly dataset: string;
  readonly table: string;
  readonly onClose: () => void;
}

/** Why rows of a table were not loaded, with how many each. */
export function RejectedDialog({ dataset, table, onClose }: RejectedDialogProps) {
  const reasons = useCall('data.rejected', { dataset, table });
  return (
    <Dialog title={t.rejected.title(table)} isOpen onClose={onClose}>
      <p>{t.rejected.why}</p>
      {reasons.kind === 'loading' ? <Loading what={t.rejected.loading} /> : null}
      {reasons.kind === 'failed' ? <FailureNote failure={reasons.failure} onRetry={reasons.refetch} /> : null}
      {reasons.kind === 'full' ? (
        <Table
          caption={t.rejected.title(table)}
          rows={reasons.content}
          rowKey={({ reason }) => reason}
          columns={[
            { key: 'reason', header: t.rejected.reason, cell: ({ reason }) => reason },
            { key: 'rows', header: t.rejected.rows, align: 'right', cell: ({ rows }) => <Figure n={rows} /> },
          ]}
        />
      ) : null}
    </Dialog>
  );
}

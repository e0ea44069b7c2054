import type { LedgerEntry } from '../../../contract/study.ts';
import { ledgerText as t } from '../../text/ledger.ts';

const w = t.note;

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What an act is about beside its sentence, in one short line: the query, the reason, the dataset. */
export function noteOf({ act, detail }: LedgerEntry): string | null {
  const sql = textIn(detail.sql);
  if (act === 'sql' && sql) return sql.replace(/\s+/g, ' ').trim();
  const reason = textIn(detail.reason);
  if (reason) return w.reason(reason);
  const bundle = textIn(detail.sha256);
  if (act === 'export' && bundle) return w.bundle(bundle.slice(0, 16));
  const dataset = textIn(detail.dataset);
  if (dataset && act !== 'import' && act !== 'gate') return w.on(dataset);
  return null;
}

import type { DatasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { datasetNames, readManifest } from './datasets.ts';
import type { Ledger } from './ledger.ts';
import type { Act } from './ledger-entry.ts';

/**
 * What the ledger holds of an import: one line for each decision at the gate, one where it was
 * loaded under review, then the import's own. The last line is
 * what counts as recorded, so a crash between them leaves nothing out.
 */
function actsOf(manifest: DatasetManifest, note: string): Act[] {
  const { name, format, persons, verdict, regime, sha256, tables, decisions } = manifest;
  const gate = decisions.map(
    ({ table, column, action, to, reason }): Act => ({
      act: 'gate',
      summary: `${table}.${column}: ${action}${to ? ` to ${to}` : ''}`,
      detail: { dataset: name, table, column, action, ...(to ? { to } : {}), reason },
    }),
  );
  const review: Act[] =
    verdict === 'review'
      ? [{ act: 'gate', summary: `Loaded under review: ${regime}`, detail: { dataset: name, verdict, regime } }]
      : [];
  const counts = tables.map((table) => ({ name: table.name, rows: table.rows, rejected: table.rejected }));
  const detail = { dataset: name, format, persons, verdict, sha256, tables: counts };
  return [
    ...gate,
    ...review,
    { act: 'import', summary: `Dataset “${name}” imported: ${persons.toLocaleString('en')} persons${note}`, detail },
  ];
}

export function recordImport(record: (act: Act) => unknown, manifest: DatasetManifest): void {
  for (const act of actsOf(manifest, '')) record(act);
}

/** Records datasets that a crash left out of the ledger: whole on the disk, their import not written down. */
export function recordFoundDatasets(studyPath: string, ledger: Ledger, recovered: string[]): void {
  const key = (dataset: unknown, sha256: unknown) => JSON.stringify([dataset, sha256]);
  const recorded = new Set(ledger.ofAct('import').map(({ detail }) => key(detail.dataset, detail.sha256)));
  for (const name of datasetNames(studyPath)) {
    try {
      const manifest = readManifest(studyPath, name);
      if (recorded.has(key(name, manifest.sha256))) continue;
      for (const act of actsOf(manifest, ' (found on opening)')) ledger.record(act);
      recovered.push(`Dataset “${name}” was not in the ledger: its import was interrupted. It is now.`);
    } catch (error) {
      recovered.push(Failure.from(error).message);
    }
  }
}

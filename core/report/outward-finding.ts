import type { Finding, Provenance } from '../../contract/findings.ts';
import { type OutwardRelease, outwardRelease } from '../disclosure/outward.ts';

/** A finding as it leaves: `finding.json` of a bundle. The run it came from stays behind. */
export interface OutwardFinding {
  readonly schema: 1;
  readonly id: string;
  readonly title: string;
  readonly context: string;
  readonly createdAt: string;
  readonly provenance: Provenance;
  readonly checked: OutwardRelease;
}

const pathInQuotes = /(['"])(?:[A-Za-z]:)?[^'"\n]*[\\/]([^'"\\/\n]+)\1/g;
const lastName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** A finding without what only its study may know: exact reasons for withheld cells, and where files lay on the disk. */
export function outwardFinding(finding: Finding): OutwardFinding {
  const { id, title, context, createdAt, provenance } = finding;
  return {
    schema: 1,
    id,
    title,
    context,
    createdAt,
    provenance: {
      ...provenance,
      sql: provenance.sql.map((sql) => sql.replace(pathInQuotes, '$1$2$1')),
      table: provenance.table && { ...provenance.table, file: lastName(provenance.table.file) },
    },
    checked: outwardRelease(finding.checked),
  };
}

import type { CohortWords, Finding, Provenance } from '../../contract/findings.ts';
import { type OutwardRelease, outwardRelease } from '../disclosure/outward.ts';

export interface OutwardCohort {
  readonly name: string;
  /** Null where the cohort is too small for it, or its size is not known. */
  readonly fingerprint: string | null;
  readonly words?: CohortWords;
}

/** How a result was made, as it may be told outside. */
export interface OutwardProvenance extends Omit<Provenance, 'cohorts'> {
  readonly cohorts: readonly OutwardCohort[];
}

/** A finding as it leaves: `finding.json` of a bundle. The run it came from stays behind. */
export interface OutwardFinding {
  readonly schema: 1;
  readonly id: string;
  readonly title: string;
  readonly context: string;
  readonly createdAt: string;
  readonly provenance: OutwardProvenance;
  readonly checked: OutwardRelease;
}

const pathInQuotes = /(['"])(?:[A-Za-z]:)?[^'"\n]*[\\/]([^'"\\/\n]+)\1/g;
const lastName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/**
 * Fewest persons of a cohort whose fingerprint leaves. The fingerprint is an unsalted hash of who is in the cohort and
 * when: whoever can list the candidates for a small one could try them. The bound lies well above the smallest count,
 * so that a fingerprint left out does not say that the cohort is smaller than that.
 */
const fewestForFingerprint = 50;

const outwardCohort = ({ name, fingerprint, persons = 0, words }: Provenance['cohorts'][number]): OutwardCohort => ({
  name,
  fingerprint: persons >= fewestForFingerprint ? fingerprint : null,
  ...(words && { words }),
});

/** A finding without what only its study may know: exact reasons for withheld cells, who is in a small cohort, where files lay. */
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
      cohorts: provenance.cohorts.map(outwardCohort),
      sql: provenance.sql.map((sql) => sql.replace(pathInQuotes, '$1$2$1')),
      table: provenance.table && { ...provenance.table, file: lastName(provenance.table.file) },
    },
    checked: outwardRelease(finding.checked),
  };
}

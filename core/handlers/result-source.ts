import { createHash } from 'node:crypto';
import type { Provenance } from '../../contract/findings.ts';
import type { Source } from '../disclosure/who.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import type { ReleasedGroup } from '../study/released.ts';

const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The cohorts, or the plain table, that a result was made from. The same rows on changed data are another group. */
export function groupsOf({ cohorts, dataset, datasetSha256, table }: Provenance): ReleasedGroup[] {
  if (table) return [{ key: `table ${table.sha256}`, name: '', dataset: null, fingerprint: table.sha256 }];
  return cohorts.map(({ name, fingerprint }) => ({
    key: `cohort ${fingerprint} of ${datasetSha256 ?? 'no dataset'}`,
    name,
    dataset,
    fingerprint,
  }));
}

/** Where the counts of a result come from, for the check. */
export function sourceOf(provenance: Provenance, joined: unknown = null): Source {
  const groups = groupsOf(provenance);
  const { kind, name, params, sql } = provenance;
  const own = hashOf({ kind, name, params, sql, joined, groups: groups.map(({ key }) => key) });
  return {
    name: own,
    groups: groups.map(({ key }) => key),
    groupKey: (asked) => groups.find((one) => one.name === asked)?.key ?? `“${asked}” of ${own}`,
  };
}

import { createHash } from 'node:crypto';
import type { Run } from '../../contract/findings.ts';
import type { Release } from '../../contract/release.ts';
import type { Source } from '../disclosure/who.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import type { ReleasedGroup } from '../study/released.ts';

/** SHA-256 of the canonical JSON of a value. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * The cohorts, or the plain table, that a result was made from, and the parts of definitions of which it counts what they
 * find. The same rows on changed data are another group.
 */
export function groupsOf({ provenance, release }: Pick<Run, 'provenance' | 'release'>): ReleasedGroup[] {
  const { cohorts, dataset, datasetSha256, table } = provenance;
  if (table) return [{ key: `table ${table.sha256}`, name: '', dataset: null, fingerprint: table.sha256 }];
  const group = (kind: string, name: string, fingerprint: string): ReleasedGroup => ({
    key: `${kind} ${fingerprint} of ${datasetSha256 ?? 'no dataset'}`,
    name,
    dataset,
    fingerprint,
  });
  return [
    ...cohorts.map(({ name, fingerprint }) => group('cohort', name, fingerprint)),
    ...definitionsIn(release).map((name) => group('definition', name, name.slice(ofDefinition.length))),
  ];
}

const ofDefinition = 'definition ';

function definitionsIn({ tables }: Release): string[] {
  const cells = tables.flatMap(({ rows }) => rows.flat());
  const groups = cells.flatMap((cell) => (cell.kind === 'count' && cell.who ? [cell.who.group] : []));
  return [...new Set(groups)].filter((name) => name.startsWith(ofDefinition));
}

/** Where the counts of a result come from, for the check. */
export function sourceOf(run: Pick<Run, 'provenance' | 'release'>, joined: unknown = null): Source {
  const groups = groupsOf(run);
  const { kind, name, params, sql } = run.provenance;
  const own = hashOf({ kind, name, params, sql, joined, groups: groups.map(({ key }) => key) });
  return {
    name: own,
    groups: groups.map(({ key }) => key),
    groupKey: (asked) => groups.find((one) => one.name === asked)?.key ?? `“${asked}” of ${own}`,
  };
}

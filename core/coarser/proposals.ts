import type { CoarserAnswer, CoarserProposal, RowJoin } from '../../contract/findings.ts';
import type { CheckedRelease, Release } from '../../contract/release.ts';
import { addJoins, joinRelease, placesAfter } from './join-rows.ts';
import { type Way, waysOf } from './ways.ts';

/** Checks a release that has these rows of the result put together. */
type Check = (release: Release, joined: readonly RowJoin[]) => Promise<CheckedRelease> | CheckedRelease;

/** More ways than these are not tried one by one: each is a whole check. */
const mostTried = 8;

/**
 * Coarser groupings of a result, each with what the check makes of it, the one that shows most first. `joined` are the rows
 * that are put together already; the result is `release` as it was before that.
 *
 * @throws what `check` throws for the result itself; a proposal that the check refuses is left out.
 */
export async function coarserProposals(
  release: Release,
  joined: readonly RowJoin[],
  check: Check,
): Promise<CoarserAnswer> {
  const present = joinRelease(release, joined);
  const checked = await check(present, joined);
  const ways = present.tables.flatMap((table, at) => waysOf(table, checked.tables[at]!, checked.policy.threshold));
  const proposals: CoarserProposal[] = [];
  for (const way of [...allTogether(ways), ...ways.slice(0, mostTried)]) {
    const merged = onTop(release, joined, way.joins);
    const after = await check(joinRelease(release, merged), merged);
    if (!isBetter(outcomeOf(after), outcomeOf(checked))) continue;
    proposals.push({
      kind: way.kind,
      joined: merged,
      ...outcomeOf(after),
      ...inWords(release, merged, joined, after),
    });
  }
  const helped = new Set(proposals.flatMap(({ tables }) => tables));
  return {
    present: outcomeOf(checked),
    proposals: proposals.sort((a, b) => lost(a) - lost(b) || a.summary.withheld - b.summary.withheld),
    cannot: cannotBe(present, checked, ways).filter(({ table }) => !helped.has(table)),
  };
}

type Outcome = CoarserAnswer['present'];

const outcomeOf = ({ summary, tables }: CheckedRelease): Outcome => ({
  summary,
  losses: tables.flatMap(({ loss }) => (loss ? [loss] : [])),
});

/** Persons and events that stand in withheld cells. */
const lost = ({ losses }: Outcome): number => losses.reduce((sum, { withheldPersons }) => sum + withheldPersons, 0);

/** Fewer numbers are withheld, and no fewer are shown unless less of what is counted is lost. */
const isBetter = (after: Outcome, now: Outcome): boolean =>
  !after.summary.refused &&
  after.summary.withheld < now.summary.withheld &&
  (after.summary.published >= now.summary.published || lost(after) < lost(now));

const allTogether = (ways: readonly Way[]): Way[] =>
  ways.length < 2 ? [] : [{ kind: 'all', joins: ways.flatMap(({ joins }) => joins) }];

const of = (table: string, joins: readonly RowJoin[]): RowJoin[] => joins.filter((join) => join.table === table);

const onTop = ({ tables }: Release, joined: readonly RowJoin[], more: readonly RowJoin[]): RowJoin[] =>
  tables.flatMap((table) => addJoins(table, of(table.id, joined), of(table.id, more)));

/** Which tables change, and the rows put together as they would be printed. */
function inWords(
  { tables }: Release,
  merged: readonly RowJoin[],
  joined: readonly RowJoin[],
  after: CheckedRelease,
): Pick<CoarserProposal, 'tables' | 'rows'> {
  const isNew = (join: RowJoin) =>
    !joined.some((one) => one.table === join.table && String(one.rows) === String(join.rows));
  const changed = tables.filter(({ id }) => of(id, merged).some(isNew));
  const rows = changed.flatMap(({ id, rows: given }) => {
    const places = placesAfter(given.length, of(id, merged));
    const printed = after.tables.find((table) => table.id === id)!.rows;
    return of(id, merged)
      .filter(isNew)
      .map((join) => (printed[places[join.rows[0]!]!]![0]?.text ?? '').trim());
  });
  return { tables: changed.map(({ title }) => title), rows };
}

/** Tables of which something is withheld, and what stands in the way of a coarser one. */
function cannotBe(present: Release, checked: CheckedRelease, ways: readonly Way[]): CoarserAnswer['cannot'] {
  return present.tables.flatMap(({ id, title, rows, relations }, at): CoarserAnswer['cannot'] => {
    const withheld = checked.tables[at]!.rows.flatMap((row, r) =>
      row.flatMap(({ text }, c) => (text === null ? [rows[r]![c]!.kind] : [])),
    );
    if (withheld.length === 0) return [];
    if (ways.some(({ joins }) => joins.some(({ table }) => table === id))) return [{ table: title, why: 'no-gain' }];
    if (withheld.every((kind) => kind === 'statistic')) return [{ table: title, why: 'statistics' }];
    const hasLevels = relations.some(({ kind }) => kind === 'sum');
    return [{ table: title, why: hasLevels ? 'too-few' : 'no-levels' }];
  });
}

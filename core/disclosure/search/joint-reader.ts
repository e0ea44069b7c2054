import { Failure } from '../../../contract/failure.ts';
import type { CheckedRelease, Counted } from '../../../contract/release.ts';
import type { Sourced } from '../check-together.ts';
import type { Policy } from '../policy.ts';
import type { LinearModel, LinearSolver } from '../solve/linear-solver.ts';
import { type Exposure, type Knowledge, printedCounts } from './reader.ts';
import { countOf, isCounted, kindsOf, type World } from './world.ts';

/** A count that somebody has read, or read that it is withheld. */
interface Read {
  readonly who: Counted;
  readonly n: number;
  readonly text: string | null;
}

/** Every count of what has left, wherever it stands. */
function readAll(results: readonly Sourced[], checked: readonly CheckedRelease[]): Read[] {
  return results.flatMap(({ release }, r) =>
    release.tables.flatMap((table, t) =>
      table.rows.flatMap((row, at) => {
        const cell = row[1]!;
        if (cell.kind !== 'count' || !cell.who || checked[r]!.summary.refused) return [];
        return [{ who: cell.who, n: cell.n, text: checked[r]!.tables[t]!.rows[at]![1]!.text }];
      }),
    ),
  );
}

/** The sums that the tables declare. */
function sumsOf(results: readonly Sourced[], checked: readonly CheckedRelease[]) {
  return results.flatMap(({ release }, r) =>
    release.tables.flatMap(({ rows, relations }) =>
      relations.flatMap((relation) => {
        if (relation.kind !== 'sum' || checked[r]!.summary.refused) return [];
        const whoAt = ([row, column]: readonly [number, number]): Counted => {
          const cell = rows[row]![column]!;
          if (cell.kind === 'count' && cell.who) return cell.who;
          throw new Failure('internal', 'A drawn count does not say whom it counts.');
        };
        return [{ parts: relation.parts.map(whoAt), total: whoAt(relation.total) }];
      }),
    ),
  );
}

/**
 * What somebody learns who has read all of several releases, knows whom each count counts, which cohorts overlap, and the
 * rules, and has a linear programme over every kind of person there can be: of small counts that are withheld, and of the
 * small rest between two counts one of which holds the other, beyond what the rule allows. Written apart from the code that
 * protects, which never looks at kinds of persons.
 */
export function jointExposures(
  world: World,
  left: readonly { readonly results: readonly Sourced[]; readonly checked: readonly CheckedRelease[] }[],
  { knowledge, policy, solver }: { knowledge: Knowledge; policy: Policy; solver: LinearSolver },
): Exposure[] {
  const read = left.flatMap(({ results, checked }) => readAll(results, checked));
  const kinds = kindsOf(world);
  const columnsOf = (who: Counted): number[] => [...kinds.keys()].filter((kind) => isCounted(kinds[kind]!, who));
  const sets = read.map(({ who }) => new Set(columnsOf(who)));
  // What holds another count may be printed as a sum of rounded parts: then its own print says little.
  const isLoose = (own: ReadonlySet<number>): boolean =>
    sets.some((one) => one.size < own.size && [...one].every((column) => own.has(column)));
  const rows = read.flatMap(({ who, n, text }, at) => {
    if (text === null) return [];
    const [lo, hi] = knowledge === 'exact' ? [n, n] : printedCounts(text, isLoose(sets[at]!), policy);
    const columns = columnsOf(who);
    return [{ columns, weights: columns.map(() => 1), lo, hi }];
  });
  const sums = left
    .flatMap(({ results, checked }) => sumsOf(results, checked))
    .map(({ parts, total }) => {
      const weights = new Map<number, number>();
      const add = (who: Counted, weight: number): void => {
        for (const column of columnsOf(who)) weights.set(column, (weights.get(column) ?? 0) + weight);
      };
      for (const part of parts) add(part, 1);
      add(total, -1);
      return { columns: [...weights.keys()], weights: [...weights.values()], lo: 0, hi: 0 };
    });
  const none = kinds.map(() => 0);
  const model = solver.open({ cost: none, lo: none, hi: kinds.map(() => world.persons.length * 10) }, [
    ...rows,
    ...sums,
  ]);
  try {
    const small = smallSets(world, read, columnsOf, policy.threshold);
    return small.flatMap(({ columns, value }) => {
      const [lo, hi] = [end(model, columns, 1), end(model, columns, -1)];
      return lo <= value - 1 + 1e-6 && hi >= policy.threshold - 1e-6 ? [] : [{ value, lo, hi }];
    });
  } finally {
    model.close();
  }
}

/** Withheld small counts, and small rests between two counts, each once. */
function smallSets(world: World, read: readonly Read[], columnsOf: (who: Counted) => number[], threshold: number) {
  const sets = new Map<string, { columns: readonly number[]; value: number }>();
  const add = (columns: readonly number[], value: number): void => {
    if (value > 0 && value < threshold) sets.set(columns.join(), { columns, value });
  };
  const counts = new Map(
    read.map(({ who }) => [JSON.stringify(who), { columns: columnsOf(who), value: countOf(world, who) }]),
  );
  const all = [...counts.values()];
  for (const { columns, value } of all) {
    add(columns, value);
    const own = new Set(columns);
    for (const inner of all) {
      const isInside = inner.columns.length < columns.length && inner.columns.every((column) => own.has(column));
      if (!isInside) continue;
      const without = new Set(inner.columns);
      add(
        columns.filter((column) => !without.has(column)),
        value - inner.value,
      );
    }
  }
  return [...sets.values()];
}

function end(model: LinearModel, columns: readonly number[], way: 1 | -1): number {
  for (const column of columns) model.price(column, way);
  const answer = model.solve('any');
  for (const column of columns) model.price(column, 0);
  if (answer.kind === 'optimal') return way * answer.objective;
  throw new Failure('internal', `The reader of an attack search found no answer (${answer.kind}).`);
}

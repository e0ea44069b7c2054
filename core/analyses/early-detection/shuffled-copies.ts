import { derivedSeed, randomOf, shuffle } from '../../inference/random.ts';
import type { ModelTable } from '../../inference/table.ts';
import type { Thing } from './things.ts';

/** A table lengthened by copies of some rows, each block of copies with one thing shuffled. */
export interface Copies {
  /** Which row each row is, or is a copy of; the rows themselves come first. */
  readonly rowOf: Int32Array;
  readonly explained: Int32Array;
  /** `[thing][repeat]`: where the block begins. */
  readonly blocks: readonly (readonly number[])[];
  /** 1 for the rows themselves, and for a copy that differs from its row: the others are predicted alike. */
  changed(columns: readonly Float64Array[]): Uint8Array;
  /** A column's values with the copies; `place` is the column's. */
  values(column: Float64Array, place: number): Float64Array;
}

interface Plan {
  readonly things: readonly Thing[];
  readonly foldOfRow: Int32Array;
  readonly seed: number;
}

/** Rows that may be added to a table: the time they take grows with them. */
const mostCopies = 15_000;
const mostRepeats = 3;

/**
 * Copies of the first rows (whole matched sets, in drawing order, where not all fit) in which the values of one thing come
 * from another row of the same fold; several such shuffles where they fit.
 */
export function copiesOf(table: ModelTable, { things, foldOfRow, seed }: Plan): Copies {
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  const some = things.length === 0 ? 0 : Math.min(table.rows, Math.floor(mostCopies / things.length));
  const explained = rows.subarray(0, some);
  const repeats = some === 0 ? 0 : Math.max(1, Math.min(mostRepeats, Math.floor(mostCopies / (things.length * some))));
  const donors = things.map((_, at) =>
    Array.from({ length: repeats }, (_, repeat) => shuffledWithin(explained, foldOfRow, derivedSeed(seed, at, repeat))),
  );
  const blocks = donors.map((list, at) => list.map((_, repeat) => table.rows + (at * repeats + repeat) * some));
  const rowOf = new Int32Array(table.rows + things.length * repeats * some);
  rowOf.set(rows);
  for (const start of blocks.flat()) rowOf.set(explained, start);
  return {
    rowOf,
    explained,
    blocks,
    changed(columns) {
      const changed = new Uint8Array(rowOf.length).fill(1, 0, table.rows);
      things.forEach(({ places }, at) => {
        donors[at]!.forEach((donor, repeat) => {
          donor.forEach((row, i) => {
            const differs = places.some((place) => !Object.is(columns[place]![row], columns[place]![explained[i]!]));
            changed[blocks[at]![repeat]! + i] = Number(differs);
          });
        });
      });
      return changed;
    },
    values(column, place) {
      const out = Float64Array.from(rowOf, (row) => column[row]!);
      things.forEach((thing, at) => {
        if (!thing.places.includes(place)) return;
        donors[at]!.forEach((donor, repeat) => {
          donor.forEach((row, i) => {
            out[blocks[at]![repeat]! + i] = column[row]!;
          });
        });
      });
      return out;
    },
  };
}

/** For each row another of its fold, all of them used once. */
function shuffledWithin(rows: Int32Array, foldOfRow: Int32Array, seed: number): Int32Array {
  const random = randomOf(seed);
  const out = rows.slice();
  for (const fold of new Set(rows.map((row) => foldOfRow[row]!))) {
    const members = rows.filter((row) => foldOfRow[row] === fold);
    const order = shuffle(members.slice(), random);
    let next = 0;
    rows.forEach((row, i) => {
      if (foldOfRow[row] === fold) out[i] = order[next++]!;
    });
  }
  return out;
}

import { randomOf, shuffle } from './random.ts';

export interface FoldPlan {
  /** One class code a row for stratification, or none. */
  readonly labels: Float64Array | undefined;
  /** One person a row: no person is ever in two folds. None: every row is a person. */
  readonly groups: Float64Array | undefined;
  readonly rows: number;
  readonly folds: number;
  readonly seed: number;
}

interface Person {
  readonly rows: number[];
  label: number;
}

/**
 * The fold (0 … folds-1) of each row: persons in random order, those with most rows first, each to the fold that has
 * fewest rows of the person's class, then fewest rows. With one row a person this is stratified k-fold.
 */
export function foldOfRows(plan: FoldPlan): Int32Array {
  const { labels, groups, rows, folds, seed } = plan;
  if (!groups) return foldOfSingleRows(plan);
  const persons = personsOf(rows, groups, labels);
  const order = shuffle(Int32Array.from(persons.keys()), randomOf(seed));
  const sorted = [...order].sort((a, b) => persons[b]!.rows.length - persons[a]!.rows.length);
  const perClass = new Map<number, Int32Array>();
  const total = new Int32Array(folds);
  const out = new Int32Array(rows);
  for (const index of sorted) {
    const person = persons[index]!;
    const counts = perClass.get(person.label) ?? new Int32Array(folds);
    perClass.set(person.label, counts);
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      const difference = counts[fold]! - counts[best]! || total[fold]! - total[best]!;
      if (difference < 0) best = fold;
    }
    counts[best]! += person.rows.length;
    total[best]! += person.rows.length;
    for (const row of person.rows) out[row] = best;
  }
  return out;
}

/** The same where every row is a person: nothing is kept a row but its fold. */
function foldOfSingleRows({ labels, rows, folds, seed }: FoldPlan): Int32Array {
  const order = shuffle(
    Int32Array.from({ length: rows }, (_, row) => row),
    randomOf(seed),
  );
  const perClass = new Map<number, Int32Array>();
  const total = new Int32Array(folds);
  const out = new Int32Array(rows);
  for (const row of order) {
    const label = labels ? labels[row]! : 0;
    const counts = perClass.get(label) ?? new Int32Array(folds);
    perClass.set(label, counts);
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      const difference = counts[fold]! - counts[best]! || total[fold]! - total[best]!;
      if (difference < 0) best = fold;
    }
    counts[best]! += 1;
    total[best]! += 1;
    out[row] = best;
  }
  return out;
}

/** Persons in order of appearance; the label of one with several rows is its highest (an event outweighs none). */
function personsOf(rows: number, groups: Float64Array, labels?: Float64Array): Person[] {
  const persons = new Map<number, Person>();
  for (let row = 0; row < rows; row++) {
    const key = groups[row]!;
    const label = labels ? labels[row]! : 0;
    const person = persons.get(key);
    if (person) {
      person.rows.push(row);
      person.label = Math.max(person.label, label);
    } else persons.set(key, { rows: [row], label });
  }
  return [...persons.values()];
}

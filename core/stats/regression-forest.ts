/** A number drawn from [0, 1). */
export type Random = () => number;

/** A tree in arrays: the node's column (-1: a leaf), its cut (up to it: left), its children, its value. */
interface Tree {
  readonly column: number[];
  readonly cut: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
}

export interface ForestOptions {
  readonly trees: number;
  /** Fewest rows in a leaf. */
  readonly leaf: number;
  readonly random: Random;
}

export interface Forest {
  /** The mean of the trees' leaves, a row. */
  predict(columns: readonly Float64Array[], rows: Int32Array): Float64Array;
}

/**
 * A random forest of regression trees; with y of 0 and 1 it gives probabilities. A missing value (NaN) stands below all
 * others. Each split looks at √p columns, each cut into 255 groups of equal size at most.
 * Method: Breiman 2001, Mach Learn 45:5-32; for 0 and 1 the variance criterion is Gini's; groups in place of sorting
 * after Ke et al. 2017, LightGBM.
 *
 * @param y by row number, read at `rows` only.
 */
export function growForest(
  columns: readonly Float64Array[],
  y: Float64Array,
  rows: Int32Array,
  { trees, leaf, random }: ForestOptions,
): Forest {
  const grouped = columns.map((values) => groupsOf(values, rows));
  const grown = Array.from({ length: trees }, () => {
    const drawn = Int32Array.from(rows, () => rows[Math.floor(random() * rows.length)]!);
    return growTree(grouped, y, drawn, leaf, random);
  });
  return {
    predict(given, which) {
      const out = new Float64Array(which.length);
      for (const tree of grown) {
        which.forEach((row, i) => {
          out[i]! += leafValue(tree, given, row);
        });
      }
      return out.map((sum) => sum / trees);
    },
  };
}

/** A column in groups: each row's group, and the value up to which a group goes. */
interface Groups {
  readonly of: Uint8Array;
  readonly cuts: Float64Array;
}

const mostGroups = 255;

function groupsOf(values: Float64Array, rows: Int32Array): Groups {
  const sorted = Float64Array.from(rows, (row) =>
    Number.isNaN(values[row]!) ? Number.NEGATIVE_INFINITY : values[row]!,
  );
  sorted.sort();
  const distinct = sorted.filter((v, i) => i === 0 || v !== sorted[i - 1]);
  const ends =
    distinct.length <= mostGroups
      ? distinct
      : Float64Array.from(
          { length: mostGroups },
          (_, g) => sorted[Math.floor(((g + 1) * (sorted.length - 1)) / mostGroups)]!,
        );
  const kept = ends.filter((v, i) => i === 0 || v !== ends[i - 1]);
  const cuts = kept.map((v, i) => {
    const next = distinct.find((other) => other > v);
    return i === kept.length - 1 || next === undefined || v === Number.NEGATIVE_INFINITY ? v : (v + next) / 2;
  });
  const of = Uint8Array.from(values, (v) => {
    let low = 0;
    let high = cuts.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (v > cuts[middle]!) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  return { of, cuts };
}

function leafValue({ column, cut, left, right, value }: Tree, columns: readonly Float64Array[], row: number): number {
  let node = 0;
  while (column[node]! >= 0) {
    const v = columns[column[node]!]![row]!;
    node = v > cut[node]! ? right[node]! : left[node]!;
  }
  return value[node]!;
}

function growTree(columns: readonly Groups[], y: Float64Array, drawn: Int32Array, leaf: number, random: Random): Tree {
  const tree: Tree = { column: [], cut: [], left: [], right: [], value: [] };
  const tried = Math.max(1, Math.round(Math.sqrt(columns.length)));
  const grow = (rows: Int32Array): number => {
    const node = tree.column.length;
    const mean = rows.reduce((sum, row) => sum + y[row]!, 0) / rows.length;
    tree.column.push(-1);
    tree.cut.push(0);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push(mean);
    const split = rows.length >= 2 * leaf ? bestSplit(columns, y, rows, leaf, tried, random) : null;
    if (!split) return node;
    const { of, cuts } = columns[split.column]!;
    tree.column[node] = split.column;
    tree.cut[node] = cuts[split.group]!;
    tree.left[node] = grow(rows.filter((row) => of[row]! <= split.group));
    tree.right[node] = grow(rows.filter((row) => of[row]! > split.group));
    return node;
  };
  grow(drawn);
  return tree;
}

interface Cut {
  /** The last group on the left. */
  readonly group: number;
  readonly gain: number;
}

interface Split extends Cut {
  readonly column: number;
}

/** The best cut over columns drawn at random; columns that cannot be cut do not count as tried. */
function bestSplit(
  columns: readonly Groups[],
  y: Float64Array,
  rows: Int32Array,
  leaf: number,
  tried: number,
  random: Random,
): Split | null {
  const left = [...columns.keys()];
  let best: Split | null = null;
  let seen = 0;
  while (seen < tried && left.length > 0) {
    const [column] = left.splice(Math.floor(random() * left.length), 1);
    const found = bestCut(columns[column!]!, y, rows, leaf);
    if (!found) continue;
    seen++;
    if (!best || found.gain > best.gain) best = { ...found, column: column! };
  }
  return best && best.gain > 1e-12 ? best : null;
}

const counts = new Float64Array(mostGroups + 1);
const sums = new Float64Array(mostGroups + 1);

function bestCut({ of, cuts }: Groups, y: Float64Array, rows: Int32Array, leaf: number): Cut | null {
  const groups = cuts.length;
  counts.fill(0, 0, groups);
  sums.fill(0, 0, groups);
  let total = 0;
  for (const row of rows) {
    counts[of[row]!]! += 1;
    sums[of[row]!]! += y[row]!;
    total += y[row]!;
  }
  const n = rows.length;
  let [below, sumBelow] = [0, 0];
  let best: Cut | null = null;
  for (let group = 0; group < groups - 1; group++) {
    if (counts[group] === 0) continue;
    below += counts[group]!;
    sumBelow += sums[group]!;
    if (below < leaf) continue;
    if (n - below < leaf) break;
    // Between-group sum of squares.
    const gain = sumBelow ** 2 / below + (total - sumBelow) ** 2 / (n - below) - total ** 2 / n;
    if (!best || gain > best.gain) best = { group, gain };
  }
  return best;
}

/** Rows that are not alike in all columns, and for each row asked for the place of its like among them. */
export interface DistinctRows {
  readonly rows: Int32Array;
  readonly place: Int32Array;
}

const one = new Float64Array(1);
const bits = new Uint32Array(one.buffer);

/** Finds rows whose cells are the very same numbers: the model answers them alike, so that one of them need be asked. */
export function distinctRows(columns: readonly Float64Array[], rows: Int32Array): DistinctRows {
  const found: number[] = [];
  const place = new Int32Array(rows.length);
  const byHash = new Map<number, number[]>();
  rows.forEach((row, i) => {
    const hash = hashOf(columns, row);
    const alike = byHash.get(hash);
    const known = alike?.find((other) => columns.every((values) => Object.is(values[found[other]!], values[row])));
    place[i] = known ?? found.length;
    if (known !== undefined) return;
    if (alike) alike.push(found.length);
    else byHash.set(hash, [found.length]);
    found.push(row);
  });
  return { rows: Int32Array.from(found), place };
}

/** FNV-1a over the halves of the numbers. */
function hashOf(columns: readonly Float64Array[], row: number): number {
  let hash = 0x811c9dc5;
  for (const values of columns) {
    one[0] = values[row]!;
    hash = Math.imul(hash ^ bits[0]!, 0x01000193);
    hash = Math.imul(hash ^ bits[1]!, 0x01000193);
  }
  return hash;
}

/** What was found of the distinct rows, `width` numbers a row, for every row that was asked for. */
export function forEveryRow<T extends Float64Array | Float32Array>(values: T, width: number, place: Int32Array): T {
  if (values.length === place.length * width) return values;
  const out = (values instanceof Float32Array
    ? new Float32Array(place.length * width)
    : new Float64Array(place.length * width)) as Float64Array | Float32Array as T;
  place.forEach((at, i) => {
    out.set(values.subarray(at * width, (at + 1) * width), i * width);
  });
  return out;
}

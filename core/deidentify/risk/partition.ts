/**
 * A stripped partition (Huhtala et al. 1999, TANE): the classes of two and more members that cannot be told apart by the
 * columns so far. Class `c` is `members[starts[c] … starts[c + 1])`; who stands alone has been handed out and is gone.
 */
export interface Partition {
  readonly members: Int32Array;
  readonly starts: Int32Array;
}

/** A column as numbers: `codes[m]` is 0 where the value is missing, else 1 … `values`. */
export interface Codes {
  readonly codes: Int32Array;
  readonly values: number;
}

/** Everybody in one class. */
export function wholePartition(size: number): Partition {
  const members = new Int32Array(size);
  for (let m = 0; m < size; m++) members[m] = m;
  return { members, starts: Int32Array.of(0, size) };
}

/** Splits every class by a column; `alone` is given each member that stands alone from here on. */
export function refine(partition: Partition, { codes, values }: Codes, alone: (member: number) => void): Partition {
  const { members, starts } = partition;
  const count = new Int32Array(values + 1);
  const place = new Int32Array(values + 1);
  const seen = new Int32Array(Math.min(members.length, values + 1));
  const out = new Int32Array(members.length);
  const outStarts = new Int32Array((members.length >> 1) + 2);
  let end = 0;
  let classes = 0;
  for (let c = 0; c + 1 < starts.length; c++) {
    const from = starts[c]!;
    const to = starts[c + 1]!;
    let distinct = 0;
    for (let i = from; i < to; i++) {
      const code = codes[members[i]!]!;
      if (count[code]!++ === 0) seen[distinct++] = code;
    }
    for (let s = 0; s < distinct; s++) {
      const code = seen[s]!;
      if (count[code] === 1) continue;
      place[code] = end;
      end += count[code]!;
      outStarts[++classes] = end;
    }
    for (let i = from; i < to; i++) {
      const member = members[i]!;
      const code = codes[member]!;
      if (count[code] === 1) alone(member);
      else out[place[code]!++] = member;
    }
    for (let s = 0; s < distinct; s++) count[seen[s]!] = 0;
  }
  return { members: out.subarray(0, end), starts: outStarts.subarray(0, classes + 1) };
}

/**
 * Sizes of the classes that `refine` would make, in rows, without making them: what the largest sets need. `group` is given a member and
 * the rows of each class of two and more members.
 */
export function count(
  { members, starts }: Partition,
  { codes, values }: Codes,
  weights: Int32Array,
  alone: (member: number) => void,
  group: (member: number, rows: number) => void,
): void {
  const found = new Int32Array(values + 1);
  const rows = new Int32Array(values + 1);
  const first = new Int32Array(values + 1);
  const seen = new Int32Array(Math.min(members.length, values + 1));
  for (let c = 0; c + 1 < starts.length; c++) {
    let distinct = 0;
    for (let i = starts[c]!; i < starts[c + 1]!; i++) {
      const member = members[i]!;
      const code = codes[member]!;
      if (found[code]!++ === 0) {
        seen[distinct++] = code;
        first[code] = member;
      }
      rows[code]! += weights[member]!;
    }
    for (let s = 0; s < distinct; s++) {
      const code = seen[s]!;
      if (found[code] === 1) alone(first[code]!);
      else group(first[code]!, rows[code]!);
      found[code] = 0;
      rows[code] = 0;
    }
  }
}

export interface Grouping {
  /** The class of each member, and one member of each class. */
  readonly classOf: Int32Array;
  readonly first: Int32Array;
}

/** Classes of members that agree in every column. The column with most values goes first: it leaves least to do. */
export function groupBy(size: number, columns: readonly Codes[]): Grouping {
  const classOf = new Int32Array(size);
  const first: number[] = [];
  const alone = (member: number) => {
    classOf[member] = first.length;
    first.push(member);
  };
  let partition = wholePartition(size);
  for (const column of [...columns].sort((a, b) => b.values - a.values)) partition = refine(partition, column, alone);
  const { members, starts } = partition;
  for (let c = 0; c + 1 < starts.length; c++) {
    const from = starts[c]!;
    const to = starts[c + 1]!;
    for (let i = from; i < to; i++) classOf[members[i]!] = first.length;
    if (to > from) first.push(members[from]!);
  }
  return { classOf, first: Int32Array.from(first) };
}

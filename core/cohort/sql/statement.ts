/** Whether a column of a step is read by a step after it. */
export type IsRead = (column: string) => boolean;

/** One common table expression: its wanted name, what it means, and its query. */
export interface Step {
  readonly name: string;
  readonly note: string;
  /** Where the query depends on it: with the columns that are read, so that no others are carried along. */
  readonly body: string | ((isRead: IsRead) => string);
  /** Materialised even when it is read only once: always, or where a query that reads it contains this text. */
  readonly isMaterialized?: boolean | string;
}

/** A step with its query as it was written in the end. */
export interface WrittenStep extends Step {
  readonly body: string;
  readonly isMaterialized: boolean;
}

/** Common table expressions under construction: one name each, and one body only once. */
export interface Steps {
  /** Adds a step and returns its name; a body that is there already is not added again. */
  add(step: Step): string;
  /** `WITH …` in the order of addition; steps that are read more than once are materialised. */
  with(last: string): string;
  /** The steps that these queries read, and those before them, in the order of addition. */
  readBy(queries: readonly string[]): readonly WrittenStep[];
}

/** `materialized` follows the `AS` of a step that is computed once. */
export function createSteps(materialized: string): Steps {
  const steps: Step[] = [];
  const byBody = new Map<string, string>();
  const names = new Set<string>();

  return {
    add(step) {
      const whole = typeof step.body === 'string' ? step.body : step.body(() => true);
      const known = byBody.get(whole);
      if (known !== undefined) return known;
      const free = freeName(step.name, names);
      names.add(free);
      byBody.set(whole, free);
      steps.push({ ...step, name: free });
      return free;
    },
    readBy: (queries) => written(steps, queries),
    with(last) {
      const found = written(steps, [last]);
      if (found.length === 0) return last;
      const texts = found.map(
        ({ name, note, body, isMaterialized }) =>
          `${comment(note)}\n${name} AS${isMaterialized ? materialized : ''} (\n${indent(body)}\n)`,
      );
      return `WITH\n${texts.join(',\n\n')}\n\n${last}`;
    },
  };
}

/** From the last step to the first, as what a step reads is known once it is written. */
function written(steps: readonly Step[], queries: readonly string[]): readonly WrittenStep[] {
  const readers = new Map<string, string[]>();
  const read = (query: string) => {
    for (const name of stepsReadBy(query)) readers.set(name, [...(readers.get(name) ?? []), query]);
  };
  queries.forEach(read);
  return steps
    .toReversed()
    .flatMap((step) => {
      const own = readers.get(step.name);
      if (own === undefined) return [];
      const body = typeof step.body === 'string' ? step.body : step.body(columnsReadBy(own));
      read(body);
      const { isMaterialized: wanted = false } = step;
      const isWanted = typeof wanted === 'string' ? own.some((query) => query.includes(wanted)) : wanted;
      return [{ ...step, body, isMaterialized: isWanted || own.length > 1 }];
    })
    .toReversed();
}

/** A column counts as read wherever its name stands in one of these queries but after AS, or one of them reads all. */
export function columnsReadBy(queries: readonly string[]): IsRead {
  if (queries.some((query) => /(SELECT |\b\w+\.)\*/.test(query))) return () => true;
  const words = new Set(
    queries.flatMap((query) => query.replaceAll(/ AS [a-z_]+/g, '').match(/[a-z_][a-z_0-9]*/g) ?? []),
  );
  return (column) => words.has(column);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(`${wanted}_${n}`)) return `${wanted}_${n}`;
}

/** What a query reads by a name without a schema, once for each time. */
export function stepsReadBy(query: string): readonly string[] {
  return [...query.matchAll(/\b(?:FROM|JOIN) ([a-z_0-9]+)/g)].map(([, name]) => name!);
}

/**
 * A comment that stays one. Spark joins a comment that ends in a backslash to the next line, and fills in `\${…}` in
 * comments too.
 */
export function comment(note: string): string {
  return note
    .split('\n')
    .map((line) => `-- ${line.replaceAll('${', '$ {').replace(/\\+$/, '')}`)
    .join('\n');
}

/** A name written by people, safe to show inside one line of a comment. */
export function oneLine(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const flat = name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat;
}

export function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

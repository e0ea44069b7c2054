/** One common table expression: its wanted name, what it means, and its query. */
export interface Step {
  readonly name: string;
  readonly note: string;
  readonly body: string;
  /** Materialised even when it is read only once. */
  readonly isMaterialized?: boolean;
}

/** Common table expressions under construction: one name each, and one body only once. */
export interface Steps {
  /** Adds a step and returns its name; a body that is there already is not added again. */
  add(step: Step): string;
  /** `WITH …` in the order of addition; steps that are read more than once are materialised. */
  with(last: string): string;
  /** All steps, in the order of addition. */
  all(): readonly Step[];
}

/** `materialized` follows the `AS` of a step that is computed once. */
export function createSteps(materialized: string): Steps {
  const steps: Step[] = [];
  const byBody = new Map<string, string>();
  const names = new Set<string>();

  return {
    add({ name, note, body, isMaterialized = false }) {
      const known = byBody.get(body);
      if (known !== undefined) return known;
      const free = freeName(name, names);
      names.add(free);
      byBody.set(body, free);
      steps.push({ name: free, note, body, isMaterialized });
      return free;
    },
    all: () => steps,
    with(last) {
      if (steps.length === 0) return last;
      const uses = countUses([...steps.map(({ body }) => body), last]);
      const texts = steps.map(
        ({ name, note, body, isMaterialized }) =>
          `${comment(note)}\n${name} AS${isMaterialized || (uses.get(name) ?? 0) > 1 ? materialized : ''} (\n${indent(body)}\n)`,
      );
      return `WITH\n${texts.join(',\n\n')}\n\n${last}`;
    },
  };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(`${wanted}_${n}`)) return `${wanted}_${n}`;
}

function countUses(texts: readonly string[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const text of texts) for (const name of stepsReadBy(text)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
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

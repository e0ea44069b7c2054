import { comment, indent, type Steps, stepsReadBy } from './statement.ts';

/** A table that a script leaves: its name, what it means, and its query. */
export interface Output {
  readonly name: string;
  readonly note: string;
  readonly body: string;
}

export interface ScriptOptions {
  /** The table that a step or an output is kept in. */
  readonly table: (name: string) => string;
  /** What follows the table's name, such as ` USING parquet`. */
  readonly storage: string;
}

/**
 * Steps as statements to run one after another: each step that is read more than once is kept as a table while the script
 * runs, so that nothing is worked out twice, and dropped at its end. The outputs stay.
 */
export function scriptOf(all: Steps, outputs: readonly Output[], { table, storage }: ScriptOptions): readonly string[] {
  const steps = all.readBy(outputs.map(({ body }) => body));
  const kept = steps.filter(({ isMaterialized }) => isMaterialized);
  const isKept = new Set(kept.map(({ name }) => name));
  const byName = new Map(steps.map((step) => [step.name, step]));
  const drop = (name: string) => `DROP TABLE IF EXISTS ${table(name)}`;

  const before = (body: string, found: Map<string, string>): Map<string, string> => {
    for (const name of stepsReadBy(body)) {
      const step = byName.get(name);
      if (step === undefined || found.has(name)) continue;
      if (isKept.has(name)) found.set(name, `${name} AS (SELECT * FROM ${table(name)})`);
      else {
        before(step.body, found);
        found.set(name, `${comment(step.note)}\n${name} AS (\n${indent(step.body)}\n)`);
      }
    }
    return found;
  };

  const created = [...kept, ...outputs].flatMap(({ name, note, body }) => {
    const read = [...before(body, new Map()).values()];
    const query = read.length === 0 ? body : `WITH\n${read.join(',\n')}\n${body}`;
    return [drop(name), `${comment(note)}\nCREATE TABLE ${table(name)}${storage} AS\n${query}`];
  });
  return [...created, ...kept.toReversed().map(({ name }) => drop(name))];
}

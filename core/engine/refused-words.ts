const leave = 'Results leave a study only as findings that were checked: pin one, and export it in the Findings room.';
const fixed = 'How the database works here is fixed, so that what was promised of it holds.';
const unchanged =
  'Nothing in a study is changed by a query. A WITH query holds an intermediate result; a cohort keeps persons.';
const closed = 'Other files, databases and machines are closed. The Data room loads files, through the import gate.';
const once = 'A query is run as it stands: write its values into it.';

/** Statements that a person may know and that do not run here: why, and what to do instead. */
const reasons: Readonly<Record<string, string>> = {
  copy: leave,
  export: leave,
  import: closed,
  attach: closed,
  detach: closed,
  use: 'There is one dataset to read here; name its tables as they are.',
  install: 'Extensions could reach files and machines, so none is loaded.',
  load: 'Extensions could reach files and machines, so none is loaded.',
  force: 'Extensions could reach files and machines, so none is loaded.',
  set: fixed,
  reset: fixed,
  pragma: `${fixed} DESCRIBE shows the columns of a table.`,
  call: `${fixed} The Data room shows what a dataset holds.`,
  checkpoint: fixed,
  vacuum: fixed,
  analyze: fixed,
  create: unchanged,
  insert: unchanged,
  update: unchanged,
  delete: unchanged,
  merge: unchanged,
  drop: unchanged,
  alter: unchanged,
  truncate: unchanged,
  comment: unchanged,
  begin: unchanged,
  commit: unchanged,
  rollback: unchanged,
  start: unchanged,
  abort: unchanged,
  prepare: once,
  execute: once,
  deallocate: once,
  pivot:
    "PIVOT looks up its columns in a statement of its own, and would make a type for them. Name them: PIVOT t ON column IN ('a', 'b') USING count(*).",
  show: 'DESCRIBE shows the columns of a table; the list beside the editor shows the tables.',
};

const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The words of a text that stand outside quotes and comments, by statement. */
const statementsOf = (sql: string): readonly (readonly string[])[] =>
  sql
    .replace(quoted, ' ')
    .split(';')
    .map((one) => one.toLowerCase().match(/[a-z_]+/g) ?? [])
    .filter((words) => words.length > 0);

const select = 'Only a query runs here: SELECT, FROM, WITH, VALUES, PIVOT, UNPIVOT, DESCRIBE, SUMMARIZE or EXPLAIN.';

/** Why a text that is no query does not run: the word, the reason, the way that is open. */
export function whyNoQuery(sql: string): string {
  for (const words of statementsOf(sql)) {
    const [first = ''] = words[0] === 'explain' ? words.slice(1) : words;
    const word = first in reasons ? first : words.includes('pivot') ? 'pivot' : null;
    if (word) return `${word.toUpperCase()} does not run here. ${reasons[word]}`;
    if (words[0] === 'explain') return 'EXPLAIN does not run here as it stands: it takes one query.';
  }
  return `This statement does not run here. ${select}`;
}

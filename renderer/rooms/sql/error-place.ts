export interface ErrorPlace {
  readonly from: number;
  readonly to: number;
}

const marker = /LINE (\d+): (.*)\n(\s*)\^/;

/** DuckDB's message without its excerpt of the statement, which the editor underlines instead. */
export const withoutExcerpt = (message: string): string => message.replace(/\n*LINE \d+: [\s\S]*$/, '').trim();

/**
 * Where in the statement DuckDB's caret points: it prints `LINE n: excerpt` and a caret below it, shortening long lines
 * with `...` on either side. Null when the message has no caret, or one that does not lie in the statement.
 */
export function errorPlace(message: string, sql: string): ErrorPlace | null {
  const [, number = '', excerpt = '', spaces = ''] = marker.exec(message) ?? [];
  if (!number) return null;
  const lines = sql.split('\n');
  const index = Number(number) - 1;
  const line = lines[index];
  if (line === undefined) return null;
  const isCut = excerpt.startsWith('...');
  const shown = excerpt.slice(isCut ? 3 : 0).replace(/\.\.\.$/, '');
  const at = line.indexOf(shown);
  const caret = spaces.length - `LINE ${number}: `.length - (isCut ? 3 : 0);
  if (at < 0 || caret < 0 || at + caret >= Math.max(1, line.length)) return null;
  const before = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  const from = before + at + caret;
  const word = /^\w+/.exec(sql.slice(from))?.[0] ?? sql[from] ?? '';
  return { from, to: from + Math.max(1, word.length) };
}

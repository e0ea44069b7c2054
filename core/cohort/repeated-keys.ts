import type { CohortProblem } from './expression/problem.ts';
import { child, pathOf, type Step } from './path.ts';

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:\n]/g;

/** An object or a list that is being read; `at` is the key or place of what comes next. */
interface Open {
  at: Step | null;
  /** The lines where each key stands; null of a list. */
  readonly lines: Map<string, number[]> | null;
}

interface Repeated {
  readonly path: string;
  readonly key: string;
  readonly lines: readonly number[];
}

/** Every key that one object of a JSON text has more than once. The text must be JSON: `JSON.parse` took it. */
function repeatedKeys(text: string): Repeated[] {
  const found: Repeated[] = [];
  const open: Open[] = [];
  let line = 1;
  const close = () => {
    const closed = open.pop();
    const path = pathOf(open.flatMap(({ at }) => (at === null ? [] : [at])));
    for (const [key, lines] of closed?.lines ?? [])
      if (lines.length > 1) found.push({ path: child(path, key), key, lines });
  };
  for (const [part] of text.matchAll(token)) {
    const here = open.at(-1);
    if (part === '\n') line += 1;
    else if (part === '{') open.push({ at: null, lines: new Map() });
    else if (part === '[') open.push({ at: 0, lines: null });
    else if (part === '}' || part === ']') close();
    else if (here && part === ',') here.at = typeof here.at === 'number' ? here.at + 1 : null;
    else if (here?.lines && here.at === null && part !== ':') {
      const key = String(JSON.parse(part));
      here.at = key;
      here.lines.set(key, [...(here.lines.get(key) ?? []), line]);
    }
  }
  return found;
}

/**
 * Warnings about keys that an object of a definition has twice. JSON leaves open what that means (RFC 8259, section 4);
 * Circe's reader takes the last, and so do we, but not in silence.
 */
export const repeatedKeyProblems = (text: string): CohortProblem[] =>
  repeatedKeys(text).map(({ path, key, lines }) => ({
    path,
    severity: 'warning',
    message: `“${key}” stands here ${lines.length === 2 ? 'twice' : `${lines.length} times`}, on ${linesIn(lines)}: only the last counts, as in ATLAS. Remove what is not meant.`,
  }));

function linesIn(lines: readonly number[]): string {
  const each = [...new Set(lines)];
  return each.length === 1 ? `line ${each[0]}` : `lines ${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
}

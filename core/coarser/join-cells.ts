import type { Counted, ReleaseCell } from '../../contract/release.ts';

const empty: ReleaseCell = { kind: 'empty' };

/**
 * One cell in place of several of disjoint groups: counts add up, and so do shares of the same persons. What cannot be
 * worked out from the cells, such as a median, is left empty.
 */
export function sumOfCells(cells: readonly ReleaseCell[]): ReleaseCell {
  const [first] = cells;
  if (first?.kind === 'count') {
    const counts = cells.filter((cell) => cell.kind === 'count' && cell.unit === first.unit);
    if (counts.length < cells.length) return empty;
    const n = total(counts.map((cell) => (cell.kind === 'count' ? cell.n : 0)));
    return { ...first, n, who: whoeverOf(counts.map((cell) => (cell.kind === 'count' ? cell.who : undefined))) };
  }
  if (first?.kind === 'share') {
    const shares = cells.filter((cell) => cell.kind === 'share' && cell.among === first.among);
    if (shares.length < cells.length) return empty;
    return { ...first, of: total(shares.map((cell) => (cell.kind === 'share' ? cell.of : 0))) };
  }
  return empty;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/** Whom a joined count counts: those of all levels, where just one variable tells the counts apart. */
function whoeverOf(all: readonly (Counted | undefined)[]): Counted | undefined {
  const [first, ...rest] = all;
  if (!first || rest.some((one) => !one || one.group !== first.group || one.where.length !== first.where.length))
    return;
  const conditions = first.where.map(({ variable }) =>
    all.map((one) => one!.where.find((condition) => condition.variable === variable)?.levels),
  );
  if (conditions.some((levels) => levels.some((one) => one === undefined))) return;
  const differ = conditions.filter((levels) => new Set(levels.map((one) => JSON.stringify(one))).size > 1);
  if (differ.length > 1) return;
  const where = first.where.map(({ variable }, at) => ({
    variable,
    levels: [...new Set(conditions[at]!.flatMap((levels) => levels ?? []))],
  }));
  return { group: first.group, where };
}

const mostNamed = 3;

/**
 * The label of rows put together: what they begin with in common, then their own words. Words that too few have to be
 * named are left out, so that a name is never shown for being in company.
 */
export function joinedLabel(cells: readonly ReleaseCell[], least: number, between: 'or' | 'then' = 'or'): ReleaseCell {
  const texts = cells.flatMap((cell) => (cell.kind === 'text' ? [cell] : []));
  const named = texts.filter(({ basis }) => basis === undefined || basis >= least);
  const prefix = commonPrefix(texts.map(({ text }) => text));
  const own = named.map(({ text }) => text.slice(prefix.length));
  const rest = texts.length - Math.min(own.length, mostNamed);
  const shown = own.slice(0, mostNamed);
  if (shown.length === 0) return { kind: 'text', text: `${prefix}${texts.length} levels, each rare` };
  const last = rest === 0 ? ` ${between} ${shown.pop()}` : `, ${rest} more`;
  return { kind: 'text', text: `${prefix}${shown.join(', ')}${last}` };
}

/** Up to and with the last “: ” that all have in common, so that no word is cut. */
export function commonPrefix(texts: readonly string[]): string {
  const [first = ''] = texts;
  let end = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, end))) end--;
  const at = first.slice(0, end).lastIndexOf(': ');
  return at === -1 ? '' : first.slice(0, at + 2);
}

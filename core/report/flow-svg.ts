import type { OutwardCell, OutwardTable } from '../disclosure/outward.ts';
import { escapeHtml } from './escape-html.ts';
import { styleOf } from './palette.ts';

const width = 760;
const column = 260;
const textX = column + 28;
const barHeight = 22;
const step = 52;
const top = 16;
const letters = 62;

const at = (value: number): string => String(Math.round(value * 100) / 100);
const short = (label: string): string => escapeHtml(label.length > letters ? `${label.slice(0, letters - 1)}…` : label);

interface FlowStep {
  readonly label: string;
  /** undefined: nothing is counted here, as of a rule that is off. */
  readonly persons: string | null | undefined;
  /** undefined: no events are counted here. */
  readonly events: string | null | undefined;
  /** As wide as the persons published, else as those of the last step that was. */
  readonly wide: number;
}

function numberOf(cell: OutwardCell | undefined): number | null {
  const n = Number(textOf(cell)?.replaceAll(',', '') ?? Number.NaN);
  return Number.isFinite(n) ? n : null;
}

/** What is printed in a cell; null where it is withheld, undefined where there is nothing to print. */
const textOf = (cell: OutwardCell | undefined): string | null | undefined =>
  cell?.status === 'withheld' ? null : cell?.text || undefined;

function stepsOf({ rows }: OutwardTable): readonly FlowStep[] {
  const counts = rows.map((row) => numberOf(row[1]));
  const most = Math.max(1, ...counts.map((count) => count ?? 0));
  let last = most;
  return rows.map((row, index) => {
    last = counts[index] ?? last;
    return {
      label: row[0]?.text ?? '',
      persons: textOf(row[1]),
      events: textOf(row[2]),
      wide: last === 0 ? 0 : Math.max(2, (last / most) * column),
    };
  });
}

/** Is this the attrition of a cohort: label, persons left, events left, in the order of the steps? */
export const isFlow = ({ id, rows }: OutwardTable): boolean => id === 'attrition' && rows.length > 1;

/**
 * A checked attrition table as a flow: a bar a step, as wide as the persons left. It is given nothing but the table that
 * leaves: where a count is withheld the bar keeps the width of the step above and is hatched, and where none is made, as of a
 * rule that is off, it is dashed. No losses are drawn, for differences of rounded counts are none.
 *
 * @param id starts the ids inside, so that several figures can stand on one page.
 */
export function flowSvg(table: OutwardTable, id = 'flow'): string {
  const steps = stepsOf(table);
  const safeId = id.replace(/[^A-Za-z0-9-]/g, '-');
  const height = top + steps.length * step + 4;
  const said = steps.map(({ label, persons }) => [label, spoken(persons)].filter((part) => part !== '').join(': '));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"`,
    ` aria-labelledby="${safeId}-title ${safeId}-desc" color="#26302b" font-size="12.5"`,
    ` font-family="'Source Sans 3', 'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif">`,
    `<title id="${safeId}-title">${escapeHtml(table.title)}</title>`,
    `<desc id="${safeId}-desc">${escapeHtml(said.join('; '))}.</desc>`,
    `<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>`,
    ...steps.map((one, index) => stepSvg(one, steps[index - 1], index)),
    '</svg>\n',
  ].join('');
}

function stepSvg(one: FlowStep, above: FlowStep | undefined, index: number): string {
  const y = top + index * step;
  const x = (column - one.wide) / 2;
  const weight = headed.has(one.label) ? ' font-weight="600"' : '';
  const persons = one.persons === undefined ? 'not applied' : escapeHtml(personsText(one.persons));
  const events =
    one.events === undefined ? '' : one.events === null ? 'events withheld' : `${escapeHtml(one.events)} events`;
  return [
    `<g class="series-1" color="${styleOf(0).color}">`,
    above ? funnel(above.wide, one.wide, y) : '',
    bar(one, x, y),
    '</g>',
    `<text x="${textX}" y="${y + 9}" fill="currentColor"${weight}><title>${escapeHtml(one.label)}</title>${short(one.label)}</text>`,
    `<text x="${textX}" y="${y + 25}" fill="currentColor">${persons}`,
    `<tspan dx="10" fill-opacity="0.75">${events}</tspan></text>`,
  ].join('');
}

const headed: ReadonlySet<string> = new Set(['Entry event', 'In the cohort']);

/** What the description says of a step; nothing of one that counts nothing. */
const spoken = (persons: string | null | undefined): string =>
  persons === undefined ? '' : persons === null ? 'withheld' : personsText(persons);

const personsText = (persons: string | null): string => (persons === null ? 'persons withheld' : `${persons} persons`);

function bar({ persons, wide }: FlowStep, x: number, y: number): string {
  if (persons === null) return hatched(x, y, wide);
  return rect(x, y, wide, persons === undefined ? 'fill="none" stroke="currentColor" stroke-dasharray="4 4"' : solid);
}

const solid = 'fill="currentColor"';

const rect = (x: number, y: number, wide: number, look: string): string =>
  `<rect x="${at(x)}" y="${y}" width="${at(wide)}" height="${barHeight}" ${look}/>`;

/** An outline with slanting lines: drawn, for a pattern would be a reference. */
function hatched(x: number, y: number, wide: number): string {
  const gap = 8;
  const lines = Array.from({ length: Math.max(0, Math.floor((wide - barHeight) / gap) + 1) }, (_, i) => {
    const left = x + i * gap;
    return `M${at(left)} ${y + barHeight}L${at(left + barHeight)} ${y}`;
  });
  const outline = rect(x, y, wide, 'fill="none" stroke="currentColor"');
  return `${outline}<path d="${lines.join('')}" stroke="currentColor" stroke-opacity="0.5"/>`;
}

function funnel(from: number, to: number, y: number): string {
  const [above, below] = [y - step + barHeight, y];
  const [left, right] = [(column - from) / 2, (column + from) / 2];
  const path = `M${at(left)} ${above}H${at(right)}L${at((column + to) / 2)} ${below}H${at((column - to) / 2)}Z`;
  return `<path d="${path}" fill="currentColor" fill-opacity="0.16"/>`;
}

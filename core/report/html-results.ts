import { escapeHtml } from './escape-html.ts';
import { type DrawnFigure, drawFigures } from './figures.ts';
import { tableHtml } from './html-table.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { numbersText } from './withheld-words.ts';

/** The findings with their figures and tables, numbered through the report. */
export function resultsHtml(findings: readonly OutwardFinding[]): string {
  let tables = 0;
  let figures = 0;
  const readings = new Set(findings.map(({ checked }) => `<p>${escapeHtml(numbersText(checked.policy))}</p>`));
  const results = findings
    .map(({ id, title, context, checked }, at) => {
      const first = figures + 1;
      const drawn = drawFigures(checked, (n) => `f${first + n}-${id}`);
      figures += drawn.length;
      const shown = checked.tables.map((table) => {
        tables += 1;
        return tableHtml(table, tables);
      });
      const said = context.trim() === '' ? '' : `<p class="context">${escapeHtml(context)}</p>`;
      const all = [...drawn.map((figure, n) => figureHtml(figure, first + n)), ...shown];
      return `<article class="finding" id="finding-${at + 1}"><h3>${at + 1}. ${escapeHtml(title)}</h3>${said}${all.join('')}</article>`;
    })
    .join('\n');
  return `${[...readings].join('')}\n${results}`;
}

const figureHtml = ({ kind, title, svg }: DrawnFigure, number: number): string =>
  `<figure id="figure-${number}">${svg}<figcaption><b>Figure ${number}.</b> ${escapeHtml(title)}. ${notes[kind]}</figcaption></figure>`;

const notes = {
  flow: 'Bars are as wide as the persons left after the step and all before it; hatched where that is withheld.',
  curve:
    'Points are the estimates at times by which enough events had gathered to be shown; lines only join them. ' +
    'Rounded numbers at risk stand under the time from which they are counted.',
} as const;

import { createHash } from 'node:crypto';
import type { Finding } from '../../contract/findings.ts';
import { escapeHtml } from './escape-html.ts';
import { figureSvg } from './figure-svg.ts';
import { flowSvg, isFlow } from './flow-svg.ts';
import { methodsHtml, provenanceHtml } from './html-provenance.ts';
import { tableHtml } from './html-table.ts';
import { withheldHtml } from './html-withheld.ts';
import { type OutwardFinding, outwardFinding } from './outward-finding.ts';
import { counted, dateText } from './report-words.ts';
import { printStyle } from './style-print.ts';
import { screenStyle } from './style-screen.ts';

const css = screenStyle + printStyle;

export interface ReportInput {
  readonly findings: readonly Finding[];
  readonly study: string;
  readonly ledgerHead: string | null;
  /** "How is this computed?" by name of analysis. */
  readonly methods?: Readonly<Record<string, string>>;
}

/**
 * Findings as one self-contained HTML document for a screen or A4 paper: results with numbered tables and figures, what
 * was withheld and why, methods, provenance. It loads nothing: its policy allows its own style sheet, known by hash,
 * and nothing else. Figures are drawn from the checked curves. The same findings give the same text.
 */
export function renderReport({ findings, study, ledgerHead, methods = {} }: ReportInput): string {
  const outward = findings.map(outwardFinding);
  const title = outward.length === 1 ? outward[0]!.title : study;
  const body = [
    heading(title, outward.length === 1 ? [escapeHtml(study)] : [], outward),
    resultsHtml(outward),
    `<section><h2>What is not shown, and why</h2>${withheldHtml(outward)}</section>`,
    `<section><h2>Methods</h2>${methodsHtml(outward, methods)}</section>`,
    `<section class="foot"><h2>Provenance</h2>${provenanceHtml(outward, ledgerHead)}</section>`,
  ];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head(title)}\n</head>\n<body>\n<main>\n${body.join('\n')}\n</main>\n</body>\n</html>\n`;
}

function head(title: string): string {
  const hash = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${css}</style>`,
  ].join('\n');
}

function heading(title: string, lead: readonly string[], findings: readonly OutwardFinding[]): string {
  const newest = findings
    .map((finding) => finding.createdAt)
    .sort()
    .at(-1);
  const tables = findings.reduce((sum, finding) => sum + finding.checked.tables.length, 0);
  const figures = findings.reduce(
    (sum, { checked }) => sum + checked.curves.length + checked.tables.filter(isFlow).length,
    0,
  );
  const facts = [
    ...lead,
    counted(findings.length, 'finding'),
    counted(tables, 'table'),
    ...(figures > 0 ? [counted(figures, 'figure')] : []),
    ...(newest === undefined ? [] : [dateText(newest)]),
  ];
  const contents = findings.map(
    (finding, at) => `<li><a href="#finding-${at + 1}">${escapeHtml(finding.title)}</a></li>`,
  );
  return [
    '<header>',
    '<p class="kind">Stillroom report \u00b7 checked for disclosure</p>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="facts-line">${facts.join(' \u00b7 ')}</p>`,
    findings.length > 1 ? `<nav aria-label="Findings"><ol>${contents.join('')}</ol></nav>` : '',
    '</header>',
  ].join('');
}

function resultsHtml(findings: readonly OutwardFinding[]): string {
  let tables = 0;
  let figures = 0;
  const sections = findings.map((finding, at) => {
    const { id, title, context, checked } = finding;
    const drawn = checked.curves.map((curve) => {
      figures += 1;
      const svg = figureSvg(curve, `f${figures}-${id}`);
      return `<figure id="figure-${figures}">${svg}<figcaption><b>Figure ${figures}.</b> ${escapeHtml(curve.title)}. ${figureNote}</figcaption></figure>`;
    });
    const flows = checked.tables.filter(isFlow).map((table) => {
      figures += 1;
      const svg = flowSvg(table, `f${figures}-${id}`);
      return `<figure id="figure-${figures}">${svg}<figcaption><b>Figure ${figures}.</b> ${escapeHtml(table.title)}. ${flowNote}</figcaption></figure>`;
    });
    const shown = checked.tables.map((table) => {
      tables += 1;
      return tableHtml(table, tables);
    });
    const own = findings.length > 1 ? `<h2>${at + 1}. ${escapeHtml(title)}</h2>` : '<h2>Results</h2>';
    const said = context.trim() === '' ? '' : `<p class="context">${escapeHtml(context)}</p>`;
    return `<section class="finding" id="finding-${at + 1}">${own}${said}${drawn.join('')}${flows.join('')}${shown.join('')}</section>`;
  });
  return sections.join('\n');
}

const flowNote =
  'Bars are as wide as the persons left after the step and all before it; hatched where that is withheld.';

const figureNote =
  'Points are the estimates at times by which enough events had gathered to be shown; lines only join them. ' +
  'Rounded numbers at risk stand under the time from which they are counted.';

import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import { askedHtml, whomHtml } from './html-asked.ts';
import { checkingHtml, madeHtml, provenanceHtml } from './html-made.ts';
import { howHtml } from './html-methods.ts';
import { resultsHtml } from './html-results.ts';
import { withheldHtml } from './html-withheld.ts';
import { type OutwardFinding, outwardFinding } from './outward-finding.ts';
import type { ReportInput } from './report-input.ts';
import { counted, dateText, newestTime } from './report-words.ts';
import { partStyle } from './style-parts.ts';
import { printStyle } from './style-print.ts';
import { screenStyle } from './style-screen.ts';

const css = screenStyle + partStyle + printStyle;

interface Part {
  readonly id: string;
  readonly heading: string;
  readonly html: string;
}

/**
 * Findings as one self-contained HTML document for a screen or A4 paper, to be read from top to bottom: what was asked, on
 * whom, how, the results, what is not shown and why, how it was made, how to check it. It loads nothing: its policy allows
 * its own style sheet, known by hash, and nothing else. The same findings give the same text.
 */
export function renderReport({ findings, study, methods = {} }: ReportInput): string {
  const outward = findings.map(outwardFinding);
  const parts: readonly Part[] = [
    { id: 'asked', heading: 'What was asked', html: askedHtml(outward) },
    { id: 'whom', heading: 'On whom', html: whomHtml(outward) },
    { id: 'how', heading: 'How', html: howHtml(outward, methods) },
    { id: 'results', heading: 'Results', html: resultsHtml(outward) },
    { id: 'not-shown', heading: 'What is not shown, and why', html: withheldHtml(outward) },
    { id: 'made', heading: 'How it was made', html: madeHtml(outward, methods) },
    { id: 'provenance', heading: 'Provenance', html: provenanceHtml(outward) },
    { id: 'checking', heading: 'How to check this report', html: checkingHtml },
  ];
  const body = [heading(study, outward), ...parts.map(sectionHtml)].join('\n');
  return `<!doctype html>\n<html lang="en">\n<head>\n${head(study)}\n</head>\n<body>\n${contents(parts, outward)}\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
}

const sectionHtml = ({ id, heading: words, html }: Part): string =>
  `<section id="${id}"><h2>${words}</h2>${html}</section>`;

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

function heading(study: string, findings: readonly OutwardFinding[]): string {
  const tables = findings.flatMap(({ checked }) => checked.tables);
  const facts = [counted(findings.length, 'finding'), counted(tables.length, 'table'), dateText(newestTime(findings))];
  return [
    '<header>',
    '<p class="kind">Stillroom report \u00b7 checked for disclosure</p>',
    `<h1>${escapeHtml(study)}</h1>`,
    `<p class="facts-line">${facts.map(escapeHtml).join(' \u00b7 ')}</p>`,
    '</header>',
  ].join('');
}

/** Stands beside the text where there is room, and is left out of print. */
function contents(parts: readonly Part[], findings: readonly OutwardFinding[]): string {
  const results = findings.map(
    ({ title }, at) => `<li><a href="#finding-${at + 1}">${at + 1}. ${escapeHtml(title)}</a></li>`,
  );
  const items = parts.map(
    ({ id, heading: words }) =>
      `<li><a href="#${id}">${words}</a>${id === 'results' ? `<ul>${results.join('')}</ul>` : ''}</li>`,
  );
  return `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
}

import type { CohortWords } from '../../contract/findings.ts';
import { escapeHtml } from './escape-html.ts';
import { sourceEntries } from './html-entry.ts';
import type { OutwardFinding } from './outward-finding.ts';

/** The questions: each finding's title and the sentence that its author wrote for the reviewer. */
export function askedHtml(findings: readonly OutwardFinding[]): string {
  const items = findings.map(({ title, context }, at) => {
    const said =
      context.trim() === ''
        ? '<p class="missing">No sentence of context was written.</p>'
        : `<p>${escapeHtml(context)}</p>`;
    return `<li><a href="#finding-${at + 1}">${escapeHtml(title)}</a>${said}</li>`;
  });
  return `<ol class="asked">${items.join('')}</ol>`;
}

/** On whom: each source with the regime under which it came in, then each cohort in words. */
export function whomHtml(findings: readonly OutwardFinding[]): string {
  const provenances = findings.map(({ provenance }) => provenance);
  const sources = new Set(provenances.flatMap(sourceEntries));
  const cohorts = new Set(provenances.flatMap((one) => one.cohorts.map(({ name, words }) => cohortHtml(name, words))));
  return `<dl class="facts">${[...sources].join('')}</dl>${[...cohorts].join('')}`;
}

function cohortHtml(name: string, words: CohortWords | undefined): string {
  const sections = (words ?? []).map(
    ({ heading, sentences }) =>
      `<div><dt>${escapeHtml(heading)}</dt><dd>${sentences.map((one) => `<p>${escapeHtml(one)}</p>`).join('')}</dd></div>`,
  );
  const said =
    sections.length > 0
      ? `<dl class="words">${sections.join('')}</dl>`
      : '<p class="note">Generated before definitions were kept in words: its SQL stands under “How it was made”.</p>';
  return `<h3>Cohort “${escapeHtml(name)}”</h3>${said}`;
}

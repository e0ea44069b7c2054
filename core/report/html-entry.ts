import { escapeHtml } from './escape-html.ts';
import type { OutwardProvenance } from './outward-finding.ts';

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** One line of a list of facts; `html` is escaped already. */
export const entry = (label: string, html: string): string =>
  `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;

/** A name with its hash under it, where there is one. */
export const hashed = (name: string, hash: string | null): string =>
  hash === null ? escapeHtml(name) : `${escapeHtml(name)}<br>${code(hash)}`;

/** What a result was read from, and under which regime that came in. */
export function sourceEntries({ dataset, datasetSha256, table, regime }: OutwardProvenance): string[] {
  return [
    ...(dataset === null ? [] : [entry('Dataset', hashed(dataset, datasetSha256))]),
    ...(table === null ? [] : [entry('Table', hashed(table.file, table.sha256))]),
    ...(regime === null ? [] : [entry('De-identified as', escapeHtml(regime))]),
  ];
}

import { escapeHtml } from './escape-html.ts';

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

/** One line of a list of facts; `html` is escaped already. */
export const entry = (label: string, html: string): string =>
  `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;

/** A name with its hash under it, where there is one. */
export const hashed = (name: string, hash: string | null): string =>
  hash === null ? escapeHtml(name) : `${escapeHtml(name)}<br>${code(hash)}`;

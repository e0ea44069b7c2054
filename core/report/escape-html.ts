const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and lone surrogates, which XML cannot hold, become a visible replacement sign. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd');

/** Text for an HTML, SVG or other XML document: as content or inside a quoted attribute, and printable. */
export const escapeHtml = (text: string): string => printable(text).replace(/[&<>"']/g, (sign) => entities[sign]!);

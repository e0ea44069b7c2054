/** A piece of running text. Markdown's links become their words: nothing in the window leads outside. */
export type Span = { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Span[])[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    };

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])[*_]([^*_\s][^*_]*)[*_](?![\w*])|!?\[([^\]]*)\]\([^)]*\)/g;

/** Code, strong, emphasis and the words of links; everything else is text, whatever it looks like. */
export function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) });
    const [whole, code, strong, emphasis, words] = match;
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) spans.push({ kind: 'emphasis', text: emphasis });
    else spans.push({ kind: 'text', text: words ?? '' });
    from = match.index + whole.length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}

const listItem = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const isTableRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line);
const isRule = (line: string): boolean => /^\s*\|?[\s:|-]+\|?\s*$/.test(line) && line.includes('-');
const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
const startsBlock = (line: string): boolean => /^(#{1,6}\s|```)/.test(line) || listItem.test(line) || isTableRow(line);

const cellsOf = (line: string): readonly (readonly Span[])[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => spansOf(cell.trim()));

interface Taken {
  readonly block: Block;
  readonly next: number;
}

/** Headings, paragraphs, lists, tables and code of a Markdown text. HTML in it is text like any other. */
export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at])) {
      at += 1;
      continue;
    }
    const { block, next } = take(lines, at);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function take(lines: readonly string[], at: number): Taken {
  const line = lines[at] ?? '';
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) {
    return {
      block: { kind: 'heading', level: heading[1]?.length ?? 1, spans: spansOf(heading[2] ?? '') },
      next: at + 1,
    };
  }
  if (line.startsWith('```')) return takeCode(lines, at);
  if (isTableRow(line) && isRule(lines[at + 1] ?? '')) return takeTable(lines, at);
  if (listItem.test(line)) return takeList(lines, at);
  return takeParagraph(lines, at);
}

function takeCode(lines: readonly string[], at: number): Taken {
  const end = lines.findIndex((line, index) => index > at && line.startsWith('```'));
  const stop = end === -1 ? lines.length : end;
  return { block: { kind: 'code', text: lines.slice(at + 1, stop).join('\n') }, next: stop + 1 };
}

function takeTable(lines: readonly string[], at: number): Taken {
  let next = at + 2;
  while (next < lines.length && isTableRow(lines[next] ?? '')) next += 1;
  const rows = lines.slice(at + 2, next).map(cellsOf);
  return { block: { kind: 'table', head: cellsOf(lines[at] ?? ''), rows }, next };
}

function takeList(lines: readonly string[], at: number): Taken {
  const items: string[] = [];
  let next = at;
  for (; next < lines.length && !isBlank(lines[next]); next += 1) {
    const line = lines[next] ?? '';
    const item = listItem.exec(line);
    if (item) items.push(item[2] ?? '');
    else if (startsBlock(line)) break;
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  const isOrdered = /^\s*\d/.test(lines[at] ?? '');
  return { block: { kind: 'list', isOrdered, items: items.map(spansOf) }, next };
}

function takeParagraph(lines: readonly string[], at: number): Taken {
  let next = at + 1;
  while (next < lines.length && !isBlank(lines[next]) && !startsBlock(lines[next] ?? '')) next += 1;
  const text = lines
    .slice(at, next)
    .map((line) => line.trim())
    .join(' ');
  return { block: { kind: 'paragraph', spans: spansOf(text) }, next };
}

import type { OutwardTable } from '../disclosure/outward.ts';
import { escapeHtml, printable } from './escape-html.ts';
import { figurePlaces } from './finding-files.ts';
import { repackOffice } from './office-package.ts';
import { outwardFinding } from './outward-finding.ts';
import { type LineGroup, provenanceLines } from './provenance-lines.ts';
import type { ReportInput } from './report-input.ts';
import { counted, dateText, inBundle, newestTime } from './report-words.ts';
import { numbersText } from './withheld-words.ts';

type Word = typeof import('docx');
type Block = InstanceType<Word['Paragraph']> | InstanceType<Word['Table']>;

const soft = '525C56';
const pale = 'ECE9E1';

/**
 * The tables of a report as a Word document: what the CSVs and the HTML report say and no more, withheld cells marked, the
 * provenance on the last pages. No author, no machine, no link; the same findings give the same bytes.
 */
export async function renderDocx({ findings, study, methods = {} }: ReportInput): Promise<Uint8Array> {
  const word = await import('docx');
  const outward = findings.map(outwardFinding);
  const newest = newestTime(findings);
  const readings = new Set(outward.map(({ checked }) => numbersText(checked.policy)));
  let tables = 0;
  let figures = 0;
  const blocks = outward.flatMap((finding, at) => [
    heading(word, `${at + 1}. ${finding.title}`, 'HEADING_2'),
    ...(finding.context.trim() === '' ? [] : [paragraph(word, finding.context)]),
    ...figurePlaces(finding).map(([title, path]) => {
      figures += 1;
      return caption(word, `Figure ${figures}. `, `${title}: ${inBundle(path)}.`);
    }),
    ...finding.checked.tables.flatMap((table) => {
      tables += 1;
      return tableBlocks(word, table, tables);
    }),
  ]);
  const document = new word.Document({
    styles: { default: { document: { run: { font: 'Calibri', size: 21 } } } },
    sections: [
      {
        footers: { default: footer(word) },
        children: [
          paragraph(word, 'Stillroom report \u00b7 checked for disclosure', { color: soft }),
          heading(word, study, 'HEADING_1'),
          paragraph(word, `${counted(findings.length, 'finding')}, ${counted(tables, 'table')}, ${dateText(newest)}`),
          ...[...readings].map((text) => paragraph(word, text, { color: soft, size: 18 })),
          ...blocks,
          new word.Paragraph({ children: [new word.PageBreak()] }),
          heading(word, 'How it was made', 'HEADING_2'),
          ...provenanceLines(outward, methods).flatMap((group) => groupBlocks(word, group)),
        ],
      },
    ],
  });
  return repackOffice(await word.Packer.toBuffer(document), { 'docProps/core.xml': coreXml(study, newest) });
}

function coreXml(title: string, at: string): string {
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${escapeHtml(at)}</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeHtml(title)}</dc:title>`,
    `<dc:creator>Stillroom</dc:creator>${time('created')}${time('modified')}</cp:coreProperties>`,
  ].join('');
}

interface Look {
  readonly bold?: boolean;
  readonly color?: string;
  readonly size?: number;
}

const run = (word: Word, text: string, look: Look = {}) => new word.TextRun({ text: printable(text), ...look });

const paragraph = (word: Word, text: string, look: Look = {}) =>
  new word.Paragraph({ children: [run(word, text, look)], spacing: { after: 100 } });

const heading = (word: Word, text: string, level: 'HEADING_1' | 'HEADING_2' | 'HEADING_3') =>
  new word.Paragraph({
    heading: word.HeadingLevel[level],
    keepNext: true,
    spacing: { before: 280, after: 120 },
    children: [run(word, text, { color: '1F2723' })],
  });

const footer = (word: Word) =>
  new word.Footer({
    children: [
      new word.Paragraph({
        alignment: word.AlignmentType.RIGHT,
        children: [new word.TextRun({ children: [word.PageNumber.CURRENT], color: soft, size: 17 })],
      }),
    ],
  });

const caption = (word: Word, name: string, title: string, keepNext = false) =>
  new word.Paragraph({
    keepNext,
    spacing: { before: 240, after: 80 },
    children: [run(word, name, { bold: true }), run(word, title)],
  });

function tableBlocks(word: Word, table: OutwardTable, number: number): Block[] {
  const said = [table.note.trim(), table.withheld > 0 ? `\u2014 ${counted(table.withheld, 'cell')} withheld.` : ''];
  const notes = said.filter((note) => note !== '').map((note) => paragraph(word, note, { color: soft, size: 18 }));
  return [caption(word, `Table ${number}. `, table.title, true), wordTable(word, table), ...notes];
}

function wordTable(word: Word, { columns, rows }: OutwardTable) {
  const alignments = columns.map(({ align }) => word.AlignmentType[align === 'right' ? 'RIGHT' : 'LEFT']);
  const cell = (text: string, at: number, look: Look = {}, isWithheld = false) =>
    new word.TableCell({
      ...(isWithheld && { shading: { type: word.ShadingType.CLEAR, fill: pale } }),
      children: [new word.Paragraph({ alignment: alignments[at], children: [run(word, text, { size: 18, ...look })] })],
    });
  const head = new word.TableRow({
    tableHeader: true,
    children: columns.map(({ label }, at) => cell(label, at, { bold: true })),
  });
  const body = rows.map(
    (row) =>
      new word.TableRow({
        cantSplit: true,
        children: row.map(({ text, status }, at) =>
          status === 'withheld' ? cell('\u2014', at, { color: soft }, true) : cell(text ?? '', at),
        ),
      }),
  );
  const none = { style: word.BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: word.BorderStyle.SINGLE, size: 6, color: '1F2723' };
  const faint = { style: word.BorderStyle.SINGLE, size: 2, color: 'DDD9D0' };
  return new word.Table({
    width: { size: 100, type: word.WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: faint, insideVertical: none },
    rows: [head, ...body],
  });
}

const groupBlocks = (word: Word, { heading: title, lines }: LineGroup): Block[] => [
  heading(word, title, 'HEADING_3'),
  ...lines.map(
    ([label, text]) =>
      new word.Paragraph({
        spacing: { after: 60 },
        children: [run(word, `${label}: `, { bold: true, size: 19 }), run(word, text, { size: 19 })],
      }),
  ),
];

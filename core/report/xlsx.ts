import type { Cell, Row, Sheet } from 'write-excel-file/node';
import type { OutwardCell, OutwardTable } from '../disclosure/outward.ts';
import { printable } from './escape-html.ts';
import { figurePlaces } from './finding-files.ts';
import { repackOffice } from './office-package.ts';
import { type OutwardFinding, outwardFinding } from './outward-finding.ts';
import { provenanceLines } from './provenance-lines.ts';
import type { ReportInput } from './report-input.ts';
import { counted, dateText, inBundle, newestTime } from './report-words.ts';

type Filled = Sheet<never>;

const plainNumber = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
/** What a cell of a sheet can hold. */
const longest = 32_767;

/** A string is typed as one, so that no spreadsheet reads it as a formula; `_x0041_` would be read as an escape. */
const text = (value: string, look: Partial<Extract<Cell, { value?: unknown }>> = {}): Cell => ({
  ...look,
  type: String,
  value: printable(value)
    .slice(0, longest)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
});
const strong = (value: string, align: 'left' | 'right' = 'left'): Cell =>
  text(value, { fontWeight: 'bold', align, wrap: true, alignVertical: 'top' });
const wrapped = (value: string): Cell => text(value, { wrap: true, alignVertical: 'top' });

/**
 * The tables of a report as an Excel file: what the CSVs say and no more, a sheet a table, withheld cells marked, the
 * provenance on the last sheet. Numbers are numbers as printed, all else is text. The same findings give the same bytes.
 */
export async function renderXlsx({ findings, study, methods = {} }: ReportInput): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  const outward = findings.map(outwardFinding);
  const tables = outward.flatMap(({ checked }) => checked.tables);
  const sheets = [
    contentsSheet(study, outward, dateText(newestTime(findings))),
    ...tables.map((table, at) => tableSheet(table, at + 1)),
    provenanceSheet(outward, methods),
  ];
  return repackOffice(await write(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer(), {});
}

function contentsSheet(study: string, findings: readonly OutwardFinding[], date: string): Filled {
  let tables = 0;
  let figures = 0;
  const rows = findings.flatMap((finding, at): Row[] => [
    [strong(`${at + 1}. ${finding.title}`), wrapped(finding.context)],
    ...figurePlaces(finding).map(([title, path]): Row => {
      figures += 1;
      return [text(`Figure ${figures}`), wrapped(`${title}: ${inBundle(path)}`)];
    }),
    ...finding.checked.tables.map((table): Row => {
      tables += 1;
      return [text(`Table ${tables}`), wrapped(table.title)];
    }),
  ]);
  return {
    sheet: 'Contents',
    columns: [{ width: 48 }, { width: 90 }],
    data: [
      [text(study, { fontWeight: 'bold', fontSize: 16 })],
      [text(`Stillroom report, checked for disclosure. ${counted(tables, 'table')}, ${date}`)],
      [],
      ...rows,
    ],
  };
}

function tableSheet({ title, note, columns, rows, withheld }: OutwardTable, number: number): Filled {
  const notes = [note.trim(), withheld > 0 ? `${counted(withheld, 'cell')} withheld; see “Provenance”.` : ''];
  return {
    sheet: `Table ${number}`,
    columns: columns.map((_, at) => ({ width: at === 0 ? 44 : 18 })),
    stickyRowsCount: 3,
    data: [
      [text(`Table ${number}. ${title}`, { fontWeight: 'bold' })],
      [],
      columns.map(({ label, align }) => strong(label, align)),
      ...rows.map((row) => row.map((cell, at) => tableCell(cell, columns[at]?.align ?? 'left'))),
      [],
      ...notes.filter((one) => one !== '').map((one): Row => [text(one, { textColor: '#525c56' })]),
    ],
  };
}

function tableCell({ text: printed, status }: OutwardCell, align: 'left' | 'right'): Cell {
  if (status === 'withheld') return text('withheld', { align, textColor: '#525c56', backgroundColor: '#ece9e1' });
  if (printed === null || printed === '') return null;
  return align === 'right' && plainNumber.test(printed) ? numberCell(printed) : text(printed, { align });
}

function numberCell(printed: string): Cell {
  const digits = printed.split('.')[1]?.length ?? 0;
  const format = digits > 0 ? `#,##0.${'0'.repeat(digits)}` : '#,##0';
  return { type: Number, value: Number(printed.replaceAll(',', '')), format, align: 'right' };
}

function provenanceSheet(findings: readonly OutwardFinding[], methods: NonNullable<ReportInput['methods']>): Filled {
  const groups = provenanceLines(findings, methods);
  return {
    sheet: 'Provenance',
    columns: [{ width: 32 }, { width: 110 }],
    data: groups.flatMap(({ heading, lines }): Row[] => [
      [text(heading, { fontWeight: 'bold' })],
      ...lines.map(([label, value]): Row => [wrapped(label), wrapped(value)]),
      [],
    ]),
  };
}

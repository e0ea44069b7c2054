import type { OutwardCell, OutwardTable } from '../disclosure/outward.ts';
import { escapeHtml } from './escape-html.ts';
import { counted } from './report-words.ts';

const numeric = /^-(?=\d)/;
const shown = (text: string): string => escapeHtml(text.replace(numeric, '\u2212'));
const withheld = '<span aria-hidden="true">\u2014</span><span class="unseen">withheld</span>';

/** A released table with its numbered caption; rows that hold only a label head those below them. */
export function tableHtml(table: OutwardTable, number: number): string {
  const head = table.columns.map(
    (column) => `<th scope="col" class="${column.align}">${escapeHtml(column.label)}</th>`,
  );
  const rows = table.rows.map((row) => rowHtml(row, table));
  const notes = [
    table.note.trim(),
    table.withheld > 0 ? `\u2014 ${counted(table.withheld, 'cell')} withheld; see \u201cWhat is not shown\u201d.` : '',
  ];
  const foot = notes.filter((note) => note !== '').map((note) => `<p class="note">${escapeHtml(note)}</p>`);
  const caption = `<caption><b>Table ${number}.</b> ${escapeHtml(table.title)}</caption>`;
  const label = escapeHtml(`Table ${number}`);
  return [
    `<div class="table" id="table-${number}">`,
    `<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table${table.columns.length <= 3 ? ' class="narrow"' : ''}>${caption}`,
    `<thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    `${foot.join('')}</div>`,
  ].join('');
}

const isEmpty = (cell: OutwardCell): boolean => cell.text === '';

function rowHtml(row: readonly OutwardCell[], { columns }: OutwardTable): string {
  const [first, ...rest] = row;
  const isHeading = rest.length > 0 && first !== undefined && !isEmpty(first) && rest.every(isEmpty);
  const cells = row.map((cell, at) => cellHtml(cell, columns[at]?.align ?? 'left', at === 0));
  return `<tr${isHeading ? ' class="heading"' : ''}>${cells.join('')}</tr>`;
}

function cellHtml(cell: OutwardCell, align: string, isFirst: boolean): string {
  const text = cell.text ?? '';
  if (cell.status === 'withheld') return `<td class="${align} withheld" title="Withheld">${withheld}</td>`;
  const indent = isFirst && /^\s/.test(text) ? ' indent' : '';
  if (isFirst && align === 'left') return `<th scope="row" class="left${indent}">${shown(text.trim())}</th>`;
  return `<td class="${align}">${shown(text)}</td>`;
}

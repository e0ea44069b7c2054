import type { OutwardTable } from '../disclosure/outward.ts';
import { escapeHtml } from './escape-html.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { ruleText, type WithheldItem, withheldItems } from './withheld-words.ts';

/** The rules the check went by, what they cost each table, and what was changed in each finding. Tables are numbered as in the results. */
export function withheldHtml(findings: readonly OutwardFinding[]): string {
  const rules = new Set(findings.map(({ checked }) => ruleText(checked.policy)));
  let tables = 0;
  const lists = findings.map((finding, at) => {
    const first = tables + 1;
    tables += finding.checked.tables.length;
    return findingHtml(finding, at + 1, first);
  });
  return [...[...rules].map((rule) => `<p>${escapeHtml(rule)}</p>`), lossHtml(findings), ...lists].join('');
}

/** Cells that hold a number or would. */
const numbersOf = ({ rows, columns }: OutwardTable): number =>
  rows.flatMap((row) => row.filter((cell, at) => columns[at]?.align === 'right' && cell.text !== '')).length;

/** What the check cost: of each table, how many numbers it has and how many of them are withheld. */
function lossHtml(findings: readonly OutwardFinding[]): string {
  const tables = findings.flatMap(({ checked }) => checked.tables);
  const rows = tables.map((table, at) => lossRow(`Table ${at + 1}. ${table.title}`, numbersOf(table), table.withheld));
  const sum = (of: (table: OutwardTable) => number) => tables.reduce((total, table) => total + of(table), 0);
  const whole = lossRow(
    'All tables',
    sum(numbersOf),
    sum(({ withheld }) => withheld),
  );
  return [
    '<div class="table"><div class="scroll"><table class="loss"><caption>What the check withheld</caption>',
    '<thead><tr><th scope="col" class="left">Table</th><th scope="col" class="right">Numbers</th>',
    '<th scope="col" class="right">Withheld</th><th scope="col" class="right">Share</th></tr></thead>',
    `<tbody>${rows.join('')}${tables.length > 1 ? whole.replace('<tr>', '<tr class="whole">') : ''}</tbody></table></div></div>`,
  ].join('');
}

function lossRow(label: string, numbers: number, withheld: number): string {
  const share = numbers === 0 ? '' : `${((100 * withheld) / numbers).toFixed(1)} %`;
  return `<tr><th scope="row" class="left">${escapeHtml(label)}</th><td class="right">${numbers}</td><td class="right">${withheld}</td><td class="right">${share}</td></tr>`;
}

function findingHtml(finding: OutwardFinding, number: number, firstTable: number): string {
  const items = withheldItems(finding, firstTable).map(itemHtml);
  const body = items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p>Nothing beyond rounding.</p>';
  return `<h3>${number}. ${escapeHtml(finding.title)}</h3>${body}`;
}

function itemHtml({ what, reason, places }: WithheldItem): string {
  const where = places === '' ? '' : ` <span class="places">${escapeHtml(places)}</span>`;
  return `<li><b>${escapeHtml(what)}.</b> ${escapeHtml(reason)}${where}</li>`;
}

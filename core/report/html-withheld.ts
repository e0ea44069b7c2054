import type { CheckChange } from '../../contract/release.ts';
import type { OutwardRelease, OutwardTable } from '../disclosure/outward.ts';
import { escapeHtml } from './escape-html.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { counted } from './report-words.ts';

const mostPlaces = 24;

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

function ruleText({ name, threshold, rounding }: OutwardRelease['policy']): string {
  const rounded =
    `All other counts are rounded to ${rounding}, none to less than ${threshold}; ` +
    'totals and percentages come from the rounded counts. ';
  return (
    `Rules \u201c${name}\u201d: counts of 1 to ${threshold - 1} are withheld, with as many others as it takes that none can ` +
    `be worked out from what is printed. ${rounding > 0 ? rounded : 'Other counts are exact. '}` +
    `Statistics rest on at least ${threshold} persons or events, and curves are drawn by steps of as many events.`
  );
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

function findingHtml({ title, checked }: OutwardFinding, number: number, firstTable: number): string {
  const tables = checked.tables.flatMap((table, at) => {
    if (table.withheld === 0) return [];
    const cells = counted(table.withheld, 'cell');
    return [`<li><b>Table ${firstTable + at}.</b> ${cells} withheld. ${withheldReason(checked)}</li>`];
  });
  const others = groups(checked.changes.filter(({ rule }) => rule !== 'withheld cell' && rule !== 'rounding'));
  const items = [...tables, ...others.map(groupHtml)];
  const body = items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p>Nothing beyond rounding.</p>';
  return `<h3>${number}. ${escapeHtml(title)}</h3>${body}`;
}

const withheldReason = ({ changes }: OutwardRelease): string =>
  escapeHtml(changes.find(({ rule }) => rule === 'withheld cell')?.reason ?? '');

function groups(changes: readonly CheckChange[]): CheckChange[][] {
  const byReason = new Map<string, CheckChange[]>();
  for (const change of changes) byReason.set(change.reason, [...(byReason.get(change.reason) ?? []), change]);
  return [...byReason.values()];
}

function groupHtml(changes: readonly CheckChange[]): string {
  const { rule, action, reason } = changes[0]!;
  const names = [...new Set(changes.map((change) => change.where))];
  const places = names.slice(0, mostPlaces).map(escapeHtml).join('; ');
  const more = names.length > mostPlaces ? `; and ${names.length - mostPlaces} more` : '';
  const what = rule === 'class disclosure' ? 'Look here' : action.charAt(0).toUpperCase() + action.slice(1);
  return `<li><b>${what}.</b> ${escapeHtml(reason)} <span class="places">${places}${more}.</span></li>`;
}

import type { CheckChange } from '../../contract/release.ts';
import type { OutwardRelease } from '../disclosure/outward.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { counted } from './report-words.ts';

const mostPlaces = 24;

/** The rules that a check went by, as sentences. */
export function ruleText({ name, threshold, rounding }: OutwardRelease['policy']): string {
  const rounded =
    `All other counts are rounded to ${rounding}, none to less than ${threshold}; ` +
    'totals and percentages come from the rounded counts. ';
  return (
    `Rules \u201c${name}\u201d: counts of 1 to ${threshold - 1} are withheld, with as many others as it takes that none can ` +
    `be worked out from what is printed. ${rounding > 0 ? rounded : 'Other counts are exact. '}` +
    `Statistics rest on at least ${threshold} persons or events, no mean on one or two persons who make up most of it, and ` +
    'curves are drawn by steps of as many events. check.json has the rules in numbers.'
  );
}

/** How to read the numbers of a result. */
export function numbersText({ threshold, rounding }: OutwardRelease['policy']): string {
  const rounded = `Counts are rounded to ${rounding}, none to less than ${threshold}, so that parts need not add up to their total; percentages are of the rounded counts. `;
  return `${rounding > 0 ? rounded : ''}A dash on a shaded ground is a number that is withheld; n/a is one that could not be computed.`;
}

/** One thing that the check did to a finding: what, why, and to what beside whole tables. */
export interface WithheldItem {
  readonly what: string;
  readonly reason: string;
  readonly places: string;
}

/** What was changed in a finding beyond rounding. Its tables are numbered from `firstTable`, as in the results. */
export function withheldItems({ checked }: OutwardFinding, firstTable: number): WithheldItem[] {
  const tables = checked.tables.flatMap((table, at): WithheldItem[] => {
    if (table.withheld === 0) return [];
    const reason = `${counted(table.withheld, 'cell')} withheld. ${withheldReason(checked)}`;
    return [{ what: `Table ${firstTable + at}`, reason, places: '' }];
  });
  const others = checked.changes.filter(({ rule }) => rule !== 'withheld cell' && rule !== 'rounding');
  return [...tables, ...groups(others).map(itemOf)];
}

const withheldReason = ({ changes }: OutwardRelease): string =>
  changes.find(({ rule }) => rule === 'withheld cell')?.reason ?? '';

function groups(changes: readonly CheckChange[]): CheckChange[][] {
  const byReason = new Map<string, CheckChange[]>();
  for (const change of changes) byReason.set(change.reason, [...(byReason.get(change.reason) ?? []), change]);
  return [...byReason.values()];
}

function itemOf(changes: readonly CheckChange[]): WithheldItem {
  const { rule, action, reason } = changes[0]!;
  const names = [...new Set(changes.map((change) => change.where))];
  const more = names.length > mostPlaces ? [`and ${names.length - mostPlaces} more`] : [];
  const what = rule === 'class disclosure' ? 'Look here' : action.charAt(0).toUpperCase() + action.slice(1);
  return { what, reason, places: `${[...names.slice(0, mostPlaces), ...more].join('; ')}.` };
}

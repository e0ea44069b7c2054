import type { ControlOption, OutlineNode } from '../../../contract/outline.ts';
import { choice, either, node, number, removal, sentence, type Words } from './build.ts';
import { at, isThere, numberOf, type Spot } from './spot.ts';

/** One end of a window: “30 days before”, “any time after”. */
function windowEnd(end: Spot, what: string): Words {
  const days = at(end, 'Days');
  const coeff = at(end, 'Coeff');
  const isAfter = numberOf(coeff) === 1;
  const hasDays = isThere(days);
  const side = isAfter ? 'after' : 'before';
  const unit = numberOf(days) === 1 ? 'day' : 'days';
  const option = (label: string, value: Record<string, unknown>): ControlOption => ({ label, value });
  const count = hasDays ? days.value : 30;
  const labels = { before: `${unit} before`, after: `${unit} after` };
  const options = [
    option(hasDays ? labels.before : 'days before', { Days: count, Coeff: -1 }),
    option(hasDays ? labels.after : 'days after', { Days: count, Coeff: 1 }),
    option('any time before', { Coeff: -1 }),
    option('any time after', { Coeff: 1 }),
  ];
  const word = choice(end, what, hasDays ? labels[side] : `any time ${side}`, options);
  return hasDays ? [number(days, `days of ${what}`, { min: 0 }), ' ', word] : [word];
}

/** “starting between 30 days before and 0 days after the entry event’s start”. */
export function windowWords(window: Spot, kind: 'StartWindow' | 'EndWindow', anchor: string): Words {
  const eventEnd = at(window, 'UseEventEnd');
  const indexEnd = at(window, 'UseIndexEnd');
  return [
    either(eventEnd, 'which end of the event the window looks at', ['starting', 'ending'], kind === 'EndWindow'),
    ' between ',
    ...windowEnd(at(window, 'Start'), 'the start of the window'),
    ' and ',
    ...windowEnd(at(window, 'End'), 'the end of the window'),
    ` ${anchor}’s `,
    either(indexEnd, `which end of ${anchor} the window is seen from`, ['start', 'end']),
  ];
}

/** What else is asked of when and where: an end window, the same visit, any observation period. */
export function placeLines(correlated: Spot, anchor: string): OutlineNode[] {
  const lines: OutlineNode[] = [];
  const add = (spot: Spot, parts: Words) =>
    lines.push(
      node({ path: spot.path, role: 'attribute', parts: sentence(parts), remove: removal('Remove', spot.path) }),
    );
  const end = at(correlated, 'EndWindow');
  if (isThere(end)) add(end, ['and ', ...windowWords(end, 'EndWindow', anchor)]);
  const visit = at(correlated, 'RestrictVisit');
  if (visit.value === true) add(visit, [`in the same visit as ${anchor}`]);
  const ignore = at(correlated, 'IgnoreObservationPeriod');
  if (ignore.value === true) add(ignore, ['also outside the observation period']);
  return lines;
}

export const endWindow = () => ({ Start: { Coeff: -1 }, End: { Days: 0, Coeff: 1 }, UseEventEnd: true });

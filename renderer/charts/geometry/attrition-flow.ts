import { pixel } from './plot-area.ts';
import { fitText } from './text-width.ts';

export interface FlowCounts {
  readonly persons: number;
  readonly events: number;
}

export interface FlowRule extends FlowCounts {
  readonly name: string;
  /** What the rule alone excludes, where counts do not follow from each other. */
  readonly alone?: number;
  /** It is kept and not applied: it has no counts of its own. */
  readonly isOff?: boolean;
}

export interface FlowInput {
  /** What the entry criteria find, and what is left of it before the entry: the first losses are on the way from here. */
  readonly before?: readonly (FlowCounts & { readonly name: string })[];
  readonly entry: FlowCounts & { readonly name: string };
  /**
   * In order. With `counts: 'remaining'` what is left after each rule and all before it; with `'each'` what meets the
   * rule by itself, `alone` being what it alone excludes.
   */
  readonly rules: readonly FlowRule[];
  readonly final: FlowCounts & { readonly name: string };
  readonly counts: 'remaining' | 'each';
}

export interface FlowStep {
  readonly key: string;
  readonly kind: 'found' | 'entry' | 'rule' | 'off' | 'final';
  readonly name: string;
  /** The name, cut to the room there is. */
  readonly shown: string;
  readonly persons: number;
  readonly events: number;
  /** Of the persons with an entry event, 0-1; null where nobody entered, before the entry, and for a rule that is off. */
  readonly share: number | null;
  readonly bar: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** From the bar above to this one; null above the first, and where counts do not follow from each other. */
  readonly funnel: string | null;
  /** Persons and events lost on the way here; with `alone` the persons excluded by this rule alone. */
  readonly lost: { readonly persons: number; readonly events: number | null; readonly y: number } | null;
}

export interface FlowFigure {
  readonly width: number;
  readonly height: number;
  readonly textX: number;
  readonly steps: readonly FlowStep[];
}

const barHeight = 22;
const between = 44;
const top = 10;

interface Given extends FlowRule {
  readonly kind: FlowStep['kind'];
}

function stepsOf({ before = [], entry, rules, final }: FlowInput): readonly Given[] {
  const all: Given[] = [
    ...before.map((step) => ({ ...step, kind: 'found' as const })),
    { ...entry, kind: 'entry' as const },
    ...rules.map((rule) => ({ ...rule, kind: rule.isOff ? ('off' as const) : ('rule' as const) })),
    { ...final, kind: 'final' as const },
  ];
  // A rule that is off lets through what came to it.
  const done: Given[] = [];
  for (const step of all) {
    const above = done.at(-1);
    const through = step.kind === 'off' && above ? { persons: above.persons, events: above.events } : {};
    done.push({ ...step, ...through });
  }
  return done;
}

/** Where each step of an attrition stands: bars as wide as the persons they hold, one under the other. Pure: no DOM. */
export function attritionFlow(input: FlowInput, width: number): FlowFigure {
  const column = Math.round(Math.min(300, width * 0.4));
  const textX = column + 20;
  const all = stepsOf(input);
  const most = Math.max(1, ...all.map(({ persons }) => persons));
  const barAt = (persons: number, i: number) => {
    const wide = persons === 0 ? 0 : Math.max(2, (persons / most) * column);
    return { x: pixel((column - wide) / 2), y: top + i * (barHeight + between), width: pixel(wide), height: barHeight };
  };
  const entered = input.entry.persons;
  const hasShare = ({ kind }: Given) => entered > 0 && kind !== 'found' && kind !== 'off';
  const steps = all.map((step, i): FlowStep => {
    const bar = barAt(step.persons, i);
    const before = all[i - 1];
    const follows = before !== undefined && input.counts === 'remaining' && step.persons <= before.persons;
    return {
      key: `${i}-${step.name}`,
      kind: step.kind,
      name: step.name,
      shown: fitText(step.name, width - textX - 8),
      persons: step.persons,
      events: step.events,
      share: hasShare(step) ? step.persons / entered : null,
      bar,
      funnel: follows ? funnel(barAt(before.persons, i - 1), bar) : null,
      lost: lostAt(step, follows ? before : null, bar.y),
    };
  });
  return { width, height: top + all.length * barHeight + (all.length - 1) * between + 26, textX, steps };
}

function lostAt(step: Given, before: Given | null, y: number): FlowStep['lost'] {
  if (step.kind === 'off') return null;
  const persons = before ? before.persons - step.persons : step.alone;
  const events = before ? Math.max(0, before.events - step.events) : null;
  return !persons && !events ? null : { persons: persons ?? 0, events, y: y - 12 };
}

function funnel(from: FlowStep['bar'], to: FlowStep['bar']): string {
  const [above, below] = [from.y + from.height, to.y];
  return `M${from.x} ${above}H${pixel(from.x + from.width)}L${pixel(to.x + to.width)} ${below}H${to.x}Z`;
}

import { pixel } from './plot-area.ts';
import { fitText } from './text-width.ts';

export interface FlowCounts {
  readonly persons: number;
  readonly events: number;
}

export interface FlowInput {
  readonly entry: FlowCounts & { readonly name: string };
  /**
   * In order. With `counts: 'remaining'` what is left after each rule and all before it; with `'each'` what meets the
   * rule by itself, `alone` being what it alone excludes.
   */
  readonly rules: readonly (FlowCounts & { readonly name: string; readonly alone?: number })[];
  readonly final: FlowCounts & { readonly name: string };
  readonly counts: 'remaining' | 'each';
}

export interface FlowStep {
  readonly key: string;
  readonly kind: 'entry' | 'rule' | 'final';
  readonly name: string;
  /** The name, cut to the room there is. */
  readonly shown: string;
  readonly persons: number;
  readonly events: number;
  readonly bar: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** From the bar above to this one; null above the first, and where counts do not follow from each other. */
  readonly funnel: string | null;
  /** Persons lost on the way here, or excluded by this rule alone. */
  readonly lost: { readonly persons: number; readonly y: number } | null;
}

export interface FlowFigure {
  readonly width: number;
  readonly height: number;
  readonly textX: number;
  readonly steps: readonly FlowStep[];
}

const barHeight = 20;
const between = 46;
const top = 10;

/** Where each step of an attrition stands: bars as wide as the persons they hold, one under the other. Pure: no DOM. */
export function attritionFlow({ entry, rules, final, counts }: FlowInput, width: number): FlowFigure {
  const column = Math.round(Math.min(300, width * 0.4));
  const textX = column + 20;
  const all = [
    { ...entry, kind: 'entry' as const, alone: undefined },
    ...rules.map((rule) => ({ ...rule, kind: 'rule' as const })),
    { ...final, kind: 'final' as const, alone: undefined },
  ];
  const most = Math.max(1, ...all.map(({ persons }) => persons));
  const barAt = (persons: number, i: number) => {
    const wide = persons === 0 ? 0 : Math.max(2, (persons / most) * column);
    return { x: pixel((column - wide) / 2), y: top + i * (barHeight + between), width: pixel(wide), height: barHeight };
  };
  const steps = all.map((step, i): FlowStep => {
    const bar = barAt(step.persons, i);
    const before = all[i - 1];
    const follows = before !== undefined && counts === 'remaining' && step.persons <= before.persons;
    return {
      key: `${i}-${step.name}`,
      kind: step.kind,
      name: step.name,
      shown: fitText(step.name, width - textX - 8),
      persons: step.persons,
      events: step.events,
      bar,
      funnel: follows ? funnel(barAt(before.persons, i - 1), bar) : null,
      lost: lostAt(follows ? before.persons - step.persons : step.alone, bar.y),
    };
  });
  return { width, height: top + all.length * barHeight + (all.length - 1) * between + 26, textX, steps };
}

function lostAt(persons: number | undefined, y: number): FlowStep['lost'] {
  return persons === undefined || persons === 0 ? null : { persons, y: y - 12 };
}

function funnel(from: FlowStep['bar'], to: FlowStep['bar']): string {
  const [above, below] = [from.y + from.height, to.y];
  return `M${from.x} ${above}H${pixel(from.x + from.width)}L${pixel(to.x + to.width)} ${below}H${to.x}Z`;
}

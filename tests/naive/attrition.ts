import { type EntryEvent, tieOrder } from './entry.ts';

/** A qualified event with what each inclusion rule says of it. */
export interface RuledEvent {
  readonly event: EntryEvent;
  readonly rules: readonly boolean[];
}

export interface Tally {
  readonly entry: number;
  readonly final: number;
  /** For each rule how many it holds for, and how many it alone excludes. */
  readonly rules: readonly { readonly holds: number; readonly gain: number }[];
}

/** Inclusion statistics of events, or of the best events of persons. */
export function tallyOf(events: readonly RuledEvent[], ruleCount: number): Tally {
  const isOnly = ({ rules }: RuledEvent, i: number) => !rules[i] && rules.every((holds, j) => j === i || holds);
  return {
    entry: events.length,
    final: events.filter(({ rules }) => rules.every(Boolean)).length,
    rules: Array.from({ length: ruleCount }, (_, i) => ({
      holds: events.filter(({ rules }) => rules[i]).length,
      gain: events.filter((event) => isOnly(event, i)).length,
    })),
  };
}

/**
 * The person's event for which most rules hold, then whose first rule that holds comes first, then the earliest. Where
 * nothing else tells two apart, the one whose last rule that holds comes first.
 */
export function bestEvent(events: readonly RuledEvent[]): readonly RuledEvent[] {
  const count = ({ rules }: RuledEvent) => rules.filter(Boolean).length;
  const first = ({ rules }: RuledEvent) => Math.max(0, rules.indexOf(true));
  const mask = ({ rules }: RuledEvent) => rules.reduce((sum, holds, i) => sum + (holds ? 2 ** i : 0), 0);
  return events
    .toSorted(
      (a, b) =>
        count(b) - count(a) ||
        first(a) - first(b) ||
        a.event.start - b.event.start ||
        tieOrder(a.event, b.event) ||
        mask(a) - mask(b),
    )
    .slice(0, 1);
}

/** Whether a rule and all before it hold. */
export function holdsThrough({ rules }: RuledEvent, last: number): boolean {
  return rules.slice(0, last + 1).every(Boolean);
}

/**
 * Follow-up of one group, grouped by time: strictly ascending times, each with how many had the event and how many
 * were censored then. What Kaplan-Meier and log-rank read; SQL makes it with one GROUP BY.
 */
export interface EventTable {
  readonly time: ArrayLike<number>;
  readonly events: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
}

/** Groups follow-up times and event marks (1 or 0) of persons into an event table. */
export function eventTable(times: ArrayLike<number>, events: ArrayLike<number>): EventTable {
  const order = Array.from({ length: times.length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const table = { time: [] as number[], events: [] as number[], censored: [] as number[] };
  for (const i of order) {
    if (table.time.at(-1) !== times[i]!) {
      table.time.push(times[i]!);
      table.events.push(0);
      table.censored.push(0);
    }
    const side = events[i] ? table.events : table.censored;
    side[side.length - 1]! += 1;
  }
  return table;
}

/** Everybody in the table: events and censored. */
export function groupSize(table: EventTable): number {
  let n = 0;
  for (let i = 0; i < table.time.length; i++) n += table.events[i]! + table.censored[i]!;
  return n;
}

import type { Counted } from '../../../contract/release.ts';
import type { Overlap } from '../overlap.ts';
import { between, type Random } from './random.ts';

/** What is known of a person: a level of each variable. */
export type Person = Readonly<Record<Variable, string>>;
export const variables = ['sex', 'stage', 'smoker'] as const;
export type Variable = (typeof variables)[number];

const levels: Readonly<Record<Variable, readonly string[]>> = {
  sex: ['F', 'M'],
  stage: ['I', 'II', 'III', 'IV', 'V'],
  smoker: ['no', 'yes'],
};

/** Drawn persons, and cohorts of them by name. */
export interface World {
  readonly persons: readonly Person[];
  readonly cohorts: Map<string, ReadonlySet<number>>;
}

/** The later of the levels are rare ones. */
function levelOf(variable: Variable, random: Random): string {
  const own = levels[variable];
  const skewed = random() ** between(random, 1, 3);
  return own[Math.min(own.length - 1, Math.floor(skewed * own.length))]!;
}

export function drawWorld(random: Random): World {
  const persons = Array.from({ length: between(random, 30, 260) }, () => ({
    sex: levelOf('sex', random),
    stage: levelOf('stage', random),
    smoker: levelOf('smoker', random),
  }));
  const all = new Set(persons.keys());
  return { persons, cohorts: new Map([['A', someOf(all, 0.3 + 0.6 * random(), random)]]) };
}

const someOf = (from: ReadonlySet<number>, share: number, random: Random): Set<number> =>
  new Set([...from].filter(() => random() < share));

/** Adds a cohort that has to do with those there are: one more person, both of two, who is left of one … Gives its name. */
export function drawCohort(world: World, random: Random): string {
  const { persons, cohorts } = world;
  const known = [...cohorts.values()];
  const [one, other] = [known[between(random, 0, known.length - 1)]!, known[between(random, 0, known.length - 1)]!];
  const rest = [...persons.keys()].filter((person) => !one.has(person));
  const few = between(random, 1, 25);
  const drawn = [
    () => new Set([...one, ...rest.slice(0, few)]),
    () => new Set([...one].slice(few)),
    () => new Set([...one].slice(few).concat(rest.slice(0, between(random, 1, 25)))),
    () => new Set([...one, ...other]),
    () => new Set([...one].filter((person) => other.has(person))),
    () => new Set([...one].filter((person) => !other.has(person))),
    () => someOf(new Set(persons.keys()), random(), random),
  ][between(random, 0, 6)]!();
  const same = [...cohorts].find(
    ([, members]) => members.size === drawn.size && [...drawn].every((p) => members.has(p)),
  );
  const name = same?.[0] ?? String.fromCharCode(65 + cohorts.size);
  if (!same && drawn.size > 0) cohorts.set(name, drawn);
  return cohorts.has(name) ? name : 'A';
}

/** The cohorts that hold a person, as one word. */
const partOf = ({ cohorts }: World, person: number): string =>
  [...cohorts].flatMap(([name, members]) => (members.has(person) ? [name] : [])).join('');

export function overlapOf(world: World): Overlap {
  const sizes = new Map<string, number>();
  for (const person of world.persons.keys()) {
    const part = partOf(world, person);
    if (part !== '') sizes.set(part, (sizes.get(part) ?? 0) + 1);
  }
  const names = [...world.cohorts.keys()];
  const compared = new Map(
    names.map((name) => [name, new Set([...sizes.keys()].filter((part) => part.includes(name)))]),
  );
  return { groups: new Set(names), compared, sizes };
}

const meets = (person: Person, { where }: Counted): boolean =>
  where.every(({ variable, levels: some }) => some.includes(person[variable as Variable]));

export const countOf = ({ persons, cohorts }: World, who: Counted): number =>
  [...cohorts.get(who.group)!].filter((person) => meets(persons[person]!, who)).length;

/**
 * Everything that persons can be told apart by, where nothing but which cohorts overlap is known of them: they may have a
 * level of a variable that no table lists.
 */
export function kindsOf(world: World): { readonly part: string; readonly person: Person }[] {
  const parts = [...overlapOf(world).sizes.keys()];
  const of = (variable: Variable): string[] => [...levels[variable], 'another'];
  return parts.flatMap((part) =>
    of('sex').flatMap((sex) =>
      of('stage').flatMap((stage) => of('smoker').map((smoker) => ({ part, person: { sex, stage, smoker } }))),
    ),
  );
}

export const isCounted = ({ part, person }: { part: string; person: Person }, who: Counted): boolean =>
  part.includes(who.group) && meets(person, who);

/** Levels of a variable, some of them put together. */
export function drawGroups(variable: Variable, random: Random): string[][] {
  const groups: string[][] = [];
  for (const level of levels[variable]) {
    if (groups.length > 0 && random() < 0.25) groups.at(-1)!.push(level);
    else groups.push([level]);
  }
  return groups;
}

/**
 * How the groups of one dataset (cohorts, or the plain tables of a study) overlap. `groups` are all of them by their key;
 * those in `compared` by the parts they consist of, each a set of persons whom the same cohorts hold, of which `sizes` says
 * how many there are. What is not compared may be nearly the same as any other.
 */
export interface Overlap {
  readonly groups: ReadonlySet<string>;
  readonly compared: ReadonlyMap<string, ReadonlySet<string>>;
  readonly sizes: ReadonlyMap<string, number>;
}

/** Persons who are in one of two compared groups and not in both; null where they were not compared. */
export function personsApart({ compared, sizes }: Overlap, a: string, b: string): number | null {
  const [one, other] = [compared.get(a), compared.get(b)];
  if (!one || !other) return null;
  const only = [...one].filter((part) => !other.has(part)).concat([...other].filter((part) => !one.has(part)));
  return only.reduce((sum, part) => sum + sizes.get(part)!, 0);
}

import { cohortDomain } from './criteria/domain.ts';
import { isObject } from './outline/spot.ts';

const nameIn = (criterion: unknown): string | null =>
  isObject(criterion) && typeof criterion.Name === 'string' ? criterion.Name : null;

/** The cohorts that a definition’s criteria are stays in, each once; rules that are off too. */
export function cohortNamesIn(definition: unknown): readonly string[] {
  const names = new Set<string>();
  const walk = (held: unknown): void => {
    if (Array.isArray(held)) held.forEach(walk);
    if (!isObject(held)) return;
    for (const [key, inside] of Object.entries(held)) {
      const name = key === cohortDomain ? nameIn(inside) : null;
      if (name !== null) names.add(name);
      if (key !== 'ConceptSets') walk(inside);
    }
  };
  walk(definition);
  return [...names];
}

/** The same definition with another word for every cohort that it names. */
export function withCohortNames(definition: unknown, to: (name: string) => string): unknown {
  if (Array.isArray(definition)) return definition.map((one) => withCohortNames(one, to));
  if (!isObject(definition)) return definition;
  return Object.fromEntries(
    Object.entries(definition).map(([key, inside]) => {
      const changed = key === 'ConceptSets' ? inside : withCohortNames(inside, to);
      const name = key === cohortDomain ? nameIn(inside) : null;
      return [key, name !== null && isObject(changed) ? { ...changed, Name: to(name) } : changed];
    }),
  );
}

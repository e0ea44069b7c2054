import { Failure } from '../../contract/failure.ts';

/** JSON that lies deeper fills the stack of what walks it; criteria 250 deep in each other, the most that run, are 1,500. */
const deepest = 2000;

/**
 * Refuses JSON that lies too deep in itself to be a definition.
 *
 * @throws Failure `invalid_input`; `what` names it, as “file.json”.
 */
export function requireShallow(value: unknown, what: string): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new Failure(
        'invalid_input',
        `${what} has JSON more than ${deepest} levels deep in itself, which no cohort definition needs. Flatten its groups.`,
      );
    level = level.flatMap((held) => (typeof held === 'object' && held !== null ? Object.values(held) : []));
  }
}

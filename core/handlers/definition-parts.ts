import { isObject } from '../cohort/outline/spot.ts';
import { arrangedRules } from '../cohort/rules-off.ts';
import { setIdsIn, withSetIds } from '../cohort/set-ids.ts';
import { hashOf } from './result-source.ts';

/** An inclusion rule in its place, also where it is switched off; `part` says what it asks for. */
export interface RuleInOrder {
  readonly name: string;
  readonly isOff: boolean;
  readonly part: string;
}

/**
 * What a definition asks for, each part by a hash: the same part of another definition has the same, whatever it is called
 * and however its concept sets are numbered.
 */
export interface DefinitionParts {
  /** The entry events, and what is asked of them before the rules. */
  readonly events: string;
  readonly entry: Readonly<Record<'observed' | 'limited' | 'qualified', string>>;
  readonly rules: readonly RuleInOrder[];
}

/** The parts of a Circe definition, the rules that are off in their places. */
export function definitionParts(expression: Record<string, unknown>): DefinitionParts {
  const { PrimaryCriteria: primary, AdditionalCriteria, QualifiedLimit, ConceptSets } = expression;
  const of = (value: unknown) => partHash(value, Array.isArray(ConceptSets) ? ConceptSets : []);
  const first = isObject(primary) ? primary : {};
  return {
    events: of(first.CriteriaList),
    entry: {
      observed: of(first.ObservationWindow),
      limited: of(first.PrimaryCriteriaLimit),
      qualified: of([AdditionalCriteria ?? null, QualifiedLimit ?? null]),
    },
    rules: arrangedRules(expression).map(({ rule, isOff }) => ({
      name: isObject(rule) && typeof rule.name === 'string' ? rule.name : '',
      isOff,
      part: of(isObject(rule) ? rule.expression : null),
    })),
  };
}

/** Of a part and the concept sets that it uses, in the order in which it names them. */
function partHash(part: unknown, sets: readonly unknown[]): string {
  const ids = [...new Set(setIdsIn(part))];
  const used = ids.map((id) => sets.find((one) => isObject(one) && one.id === id));
  const numbered = withSetIds(part, new Map(ids.map((id, at) => [id, at])));
  return hashOf([numbered ?? null, used.map((one) => (isObject(one) ? (one.expression ?? null) : null))]);
}

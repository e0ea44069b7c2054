import { at, isObject, membersOf, numberOf, type Spot } from './outline/spot.ts';

/**
 * Rules that are switched off are kept under a key of Stillroom’s own at the top of the definition, which Circe reads
 * past: `InclusionRules` holds only what applies, and ATLAS reads the same cohort from the same file.
 */
export const ownKey = 'Stillroom';
export const rulesPath = '$.InclusionRules';
const offKey = 'rulesOff';

/** An inclusion rule in its place, applied or not. */
export interface ArrangedRule {
  readonly isOff: boolean;
  /** Where the rule itself stands in the JSON. */
  readonly path: string;
  readonly rule: unknown;
}

const rootOf = (raw: unknown): Spot => ({ path: '$', value: raw });

/** All inclusion rules in the order in which they are shown; each off rule says at which place it stands. */
export function arrangedRules(raw: unknown): readonly ArrangedRule[] {
  const root = rootOf(raw);
  const rules: ArrangedRule[] = membersOf(at(root, 'InclusionRules')).map(({ path, value }) => ({
    isOff: false,
    path,
    rule: value,
  }));
  const off = membersOf(at(at(root, ownKey), offKey))
    .map((spot) => ({ rule: at(spot, 'rule'), index: numberOf(at(spot, 'index')) ?? rules.length }))
    .sort((a, b) => a.index - b.index);
  for (const { rule, index } of off)
    rules.splice(Math.max(0, index), 0, { isOff: true, path: rule.path, rule: rule.value });
  return rules;
}

/** The definition with these rules in this order. */
export function withRules(
  raw: Readonly<Record<string, unknown>>,
  rules: readonly Pick<ArrangedRule, 'isOff' | 'rule'>[],
): Record<string, unknown> {
  const on = rules.filter(({ isOff }) => !isOff).map(({ rule }) => rule);
  const off = rules.flatMap(({ isOff, rule }, index) => (isOff ? [{ index, rule }] : []));
  const { [offKey]: _, ...others } = isObject(raw[ownKey]) ? raw[ownKey] : {};
  const own = off.length > 0 ? { ...others, [offKey]: off } : others;
  const changed: Record<string, unknown> = { ...raw, InclusionRules: on, [ownKey]: own };
  if (Object.keys(own).length === 0) delete changed[ownKey];
  return changed;
}

/** The definition as Circe reads it, without what only Stillroom knows. */
export function plainDefinition(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [ownKey]: _, ...plain } = raw;
  return plain;
}

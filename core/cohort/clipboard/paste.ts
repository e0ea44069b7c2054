import { Failure } from '../../../contract/failure.ts';
import { requireShallow } from '../depth.ts';
import { applyEdits } from '../edit.ts';
import { allOf, anyTimeEvent } from '../outline/first-values.ts';
import { isObject } from '../outline/spot.ts';
import { rulesPath } from '../rules-off.ts';
import { joinConceptSets, withConceptSet } from './concept-sets.ts';
import { partAt } from './copy.ts';
import { kindOfPart, type PartKind, partNames } from './part.ts';

type Json = Readonly<Record<string, unknown>>;

interface Pasted {
  readonly kind: PartKind;
  readonly value: Json;
  readonly conceptSets: unknown;
}

/** What a text holds: a part that was copied here, or a piece of Circe JSON from elsewhere. */
function readPart(text: string): Pasted {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure(
      'invalid_input',
      'What was pasted is not JSON. Copy a criterion, rule or concept set and paste again.',
    );
  }
  requireShallow(json, 'What was pasted');
  const isOurs = isObject(json) && Object.hasOwn(json, 'value') && !Object.hasOwn(json, 'PrimaryCriteria');
  const isItems = isObject(json) && Array.isArray(json.items);
  const value = isOurs
    ? (json as Json).value
    : isItems
      ? { id: 0, name: 'Pasted concept set', expression: json }
      : json;
  const kind = kindOfPart(value);
  if (kind === null || !isObject(value))
    throw new Failure(
      'invalid_input',
      'What was pasted is JSON, but no part of a cohort definition. Paste a criterion, a group, an inclusion rule or a concept set.',
    );
  return { kind, value, conceptSets: isOurs ? (json as Json).ConceptSets : [] };
}

/** A part as one condition of a group; null where it can’t be one. */
function asMember({ kind, value }: Pasted): { readonly list: string; readonly value: unknown } | null {
  switch (kind) {
    case 'counted':
      return { list: 'CriteriaList', value };
    case 'event':
      return { list: 'CriteriaList', value: { ...anyTimeEvent('Death'), Criteria: value } };
    case 'demographic':
      return { list: 'DemographicCriteriaList', value };
    case 'group':
      return { list: 'Groups', value };
    case 'rule':
      return { list: 'Groups', value: value.expression };
    default:
      return null;
  }
}

function asRule(part: Pasted): unknown {
  if (part.kind === 'rule') return part.value;
  if (part.kind === 'group') return { name: 'Pasted rule', expression: part.value };
  const member = asMember(part);
  return member && { name: 'Pasted rule', expression: { ...allOf(), [member.list]: [member.value] } };
}

function asEvent({ kind, value }: Pasted): unknown {
  if (kind === 'event') return value;
  return kind === 'counted' ? value.Criteria : null;
}

const eventLists: readonly string[] = ['$.PrimaryCriteria.CriteriaList', '$.CensoringCriteria'];
const ownLists = /\.(CriteriaList|DemographicCriteriaList|Groups)$/;

/** The list that a part goes to, and what is put there. */
function placeFor(definition: Json, into: string, part: Pasted): { readonly path: string; readonly value: unknown } {
  const refuse = (where: string): never => {
    throw new Failure('invalid_input', `What was pasted is ${partNames[part.kind]}, which can’t be put ${where}.`);
  };
  if (into === rulesPath) return { path: into, value: asRule(part) ?? refuse('among the inclusion rules') };
  if (eventLists.includes(into)) return { path: into, value: asEvent(part) ?? refuse('among these events') };
  const group = ownLists.test(into) ? into.replace(ownLists, '') : into;
  const held = partAt(definition, group);
  const path = kindOfPart(held) === 'rule' ? `${group}.expression` : group;
  if (kindOfPart(held) !== 'rule' && !isGroup(held, group))
    return refuse(`at ${into}: choose a list, a group or a rule`);
  const member = asMember(part) ?? refuse('in a group');
  return { path: `${path}.${member.list}`, value: member.value };
}

/** An empty group is told by where it stands. */
const isGroup = (value: unknown, path: string) =>
  kindOfPart(value) === 'group' ||
  (isObject(value) && /\.(expression|AdditionalCriteria|CorrelatedCriteria|Groups\[\d+\])$/.test(path));

/**
 * A definition with pasted text put at the end of a list, into a group or into a rule. Concept sets come along: equal
 * ones are shared, others get ids that are free. A concept set is added to the definition’s, wherever it was pasted.
 *
 * @throws Failure `invalid_input` where the text holds nothing that can be put there.
 */
export function pastePart(definition: Json, into: string, text: string): Record<string, unknown> {
  const part = readPart(text);
  if (part.kind === 'conceptSet')
    return { ...definition, ConceptSets: withConceptSet(definition.ConceptSets, part.value) };
  const place = placeFor(definition, into, part);
  const { value, conceptSets } = joinConceptSets(definition.ConceptSets, place.value, part.conceptSets);
  return applyEdits({ ...definition, ConceptSets: conceptSets }, [{ op: 'insert', path: place.path, value }]);
}

import { isObject } from '../cohort/outline/spot.ts';

type Members = Readonly<Record<string, unknown>>;

const rootId = './';
const descriptorId = 'ro-crate-metadata.json';
const statuses = ['Potential', 'Active', 'Completed', 'Failed'].map((name) => `http://schema.org/${name}ActionStatus`);
/** Kinds of assessment that the profile names, in its own vocabulary. */
const assessments = ['CheckValue', 'ValidationCheck', 'SignOff', 'DisclosureCheck', 'GenerateCheckValue'];
const actions = ['CreateAction', 'AssessAction', 'DownloadAction', 'UpdateAction'];

/** An example of the profile writes `type` where it means `@type`. */
const typesOf = (entity: Members): readonly unknown[] => [entity['@type'] ?? entity.type].flat();

const idsIn = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (isObject(one) && typeof one['@id'] === 'string' ? [one['@id']] : []));

/**
 * What keeps RO-Crate metadata from being a Five Safes crate, in words: the parts of the profile that Stillroom writes. An empty
 * list is no proof of more than that.
 *
 * Source: Five Safes RO-Crate profile 0.4, https://w3id.org/5s-crate/0.4, and its examples.
 */
export function crateProblems(crate: unknown): string[] {
  if (!isObject(crate) || !Array.isArray(crate['@graph'])) return ['It is no RO-Crate: it has no @graph.'];
  const problems = [crate['@context']]
    .flat()
    .some((one) => typeof one === 'string' && one.includes('w3id.org/ro/crate/'))
    ? []
    : ['Its @context is not of RO-Crate.'];
  const entities = new Map<string, Members>();
  for (const entity of crate['@graph'] as unknown[]) {
    const id = isObject(entity) ? entity['@id'] : undefined;
    if (!isObject(entity) || typeof id !== 'string' || typesOf(entity).some((type) => typeof type !== 'string'))
      problems.push('An entity has no @id or no @type.');
    else if (entities.has(id)) problems.push(`“${id}” is described twice.`);
    else entities.set(id, entity);
  }
  return [...problems, ...descriptorProblems(entities), ...rootProblems(entities)];
}

function descriptorProblems(entities: ReadonlyMap<string, Members>): string[] {
  const descriptor = entities.get(descriptorId);
  if (descriptor === undefined) return [`“${descriptorId}” does not describe itself.`];
  const isRight =
    idsIn(descriptor.about).includes(rootId) && idsIn(descriptor.conformsTo).some((id) => id.includes('/ro/crate/'));
  return isRight ? [] : [`“${descriptorId}” is not about “${rootId}”, or names no version of RO-Crate.`];
}

function rootProblems(entities: ReadonlyMap<string, Members>): string[] {
  const root = entities.get(rootId);
  if (root === undefined) return ['It has no root dataset.'];
  const problems: string[] = [];
  const profile = idsIn(root.conformsTo).find((id) => id.startsWith('https://w3id.org/5s-crate/'));
  if (profile === undefined) problems.push('The root dataset does not conform to the Five Safes profile.');
  else if (!typesOf(entities.get(profile) ?? {}).includes('Profile')) problems.push('The profile is not described.');
  for (const member of ['hasPart', 'mainEntity', 'mentions', 'sourceOrganization'])
    problems.push(...referenceProblems(root, rootId, member, entities));
  const mentioned = idsIn(root.mentions)
    .map((id) => entities.get(id))
    .filter((entity) => entity !== undefined);
  if (!mentioned.some((entity) => typesOf(entity).includes('CreateAction')))
    problems.push('It mentions no CreateAction: what was asked is not said.');
  return [...problems, ...mentioned.flatMap((entity) => actionProblems(entity, entities))];
}

function referenceProblems(
  entity: Members,
  id: string,
  member: string,
  entities: ReadonlyMap<string, Members>,
): string[] {
  const ids = idsIn(entity[member]);
  if (ids.length === 0) return [`“${id}” has no ${member}.`];
  return ids
    .filter((one) => !entities.has(one))
    .map((one) => `“${id}” names “${one}” as ${member}, which is not described.`);
}

function actionProblems(action: Members, entities: ReadonlyMap<string, Members>): string[] {
  const id = String(action['@id']);
  const types = typesOf(action);
  const problems: string[] = [];
  if (!types.some((type) => actions.includes(String(type)))) problems.push(`“${id}” is mentioned, but is no action.`);
  if (!statuses.includes(String(action.actionStatus))) problems.push(`“${id}” has no actionStatus of schema.org.`);
  if (typeof action.name !== 'string') problems.push(`“${id}” has no name.`);
  if (idsIn(action.object).length === 0) problems.push(`“${id}” has no object.`);
  if (types.includes('CreateAction')) {
    for (const member of ['agent', 'instrument']) problems.push(...referenceProblems(action, id, member, entities));
  }
  if (!types.includes('AssessAction')) return problems;
  const kinds = idsIn(action.additionalType).map((kind) => kind.replace('https://w3id.org/shp#', ''));
  if (!kinds.some((kind) => assessments.includes(kind)))
    problems.push(`“${id}” is no assessment that the profile names.`);
  return problems;
}

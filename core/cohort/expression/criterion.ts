import { cohortDomain, criterionNames, type DomainName, domainNames } from '../criteria/domain.ts';
import { domains } from '../criteria/domains.ts';
import { readAttribute } from './attribute-value.ts';
import { readSetId } from './concepts.ts';
import type { CriteriaGroup, Criterion } from './criteria-tree.ts';
import { readDateAdjustment } from './date-adjustment.ts';
import {
  booleanAt,
  type Fields,
  fieldsAt,
  invalid,
  type Place,
  required,
  textAt,
  unsupported,
  warn,
} from './reader.ts';

export type ReadGroup = (place: Place, depth: number) => CriteriaGroup | null;

/**
 * Reads `{ "<Domain>": { … } }`. `depth` counts how deep criteria lie in each other; groups and criteria hold each
 * other, so the reader of groups is handed in.
 */
export function readCriterionWith(readGroup: ReadGroup, place: Place, depth: number): Criterion | null {
  const wrapper = fieldsAt(place, 'A criterion');
  if (wrapper === null) return null;
  const found = criterionNames.filter((name) => Object.hasOwn(place.value as object, name));
  const [domain] = found;
  if (domain === undefined) {
    const keys = Object.keys(place.value as object);
    const known = domainNames.join(', ');
    if (keys.length === 0) invalid(place, `A criterion must name its domain: one of ${known}. Add one.`);
    else unsupported(place, `A criterion must name a domain that Stillroom knows: one of ${known}. Choose one.`);
    return null;
  }
  const inner = wrapper.take(domain);
  if (found.length > 1) invalid(place, `A criterion holds several domains, but Circe takes one. Keep one.`);
  else wrapper.finish();
  if (inner === null) {
    invalid(place, `The criterion ${domain} is null. Put an object there, {} for any ${domains[domain].label}.`);
    return null;
  }
  const fields = fieldsAt(inner, domain);
  return fields && readBody(fields, domain, (at) => readGroup(at, depth + 1));
}

function readBody(fields: Fields, name: DomainName, readGroup: (place: Place) => CriteriaGroup | null): Criterion {
  const domain = domains[name];
  const { path } = fields.place;
  const setId = domain.concept === null ? null : readSetId(fields.take('CodesetId'), name);
  const source = domain.source;
  const sourceSetId = source === null ? null : readSetId(fields.take(source.name), source.name);
  const first = domain.hasFirst ? (booleanAt(fields.take('First'), 'First') ?? false) : false;
  const attributes = domain.attributes
    .map((attribute) => readAttribute(fields, attribute))
    .filter((value) => value !== null);
  const adjustmentPlace = fields.take('DateAdjustment');
  const dateAdjustment = adjustmentPlace && readDateAdjustment(adjustmentPlace);
  if (adjustmentPlace !== null && domain.adjustable === 'ignored')
    warn(adjustmentPlace, `Circe leaves DateAdjustment of ${name} out; so does Stillroom. Remove it.`);
  const correlatedPlace = fields.take('CorrelatedCriteria');
  const correlated = correlatedPlace && readGroup(correlatedPlace);
  const cohort = name === cohortDomain ? readCohortName(fields) : undefined;
  nameWhatIsNotAnswered(fields, name);
  fields.finish();
  const read = { path, domain: name, setId, sourceSetId, first, attributes, dateAdjustment, correlated };
  return cohort === undefined ? read : { ...read, cohort };
}

/** Whether the study has the cohort is looked at once the whole definition is read. */
function readCohortName(fields: Fields): string {
  const place = required(fields, 'Name', 'A stay in a cohort');
  const name = textAt(place, 'The name of a cohort') ?? '';
  if (place !== null && name.trim() === '') invalid(place, 'The name of a cohort must not be empty. Choose a cohort.');
  return name;
}

function nameWhatIsNotAnswered(fields: Fields, name: DomainName): void {
  const { unanswerable = {}, unread = [] } = domains[name];
  for (const [key, reason] of Object.entries(unanswerable)) {
    const place = fields.take(key);
    if (place !== null) unsupported(place, `${key} cannot be answered: ${reason}. Remove it.`);
  }
  for (const key of unread) {
    const place = fields.take(key);
    if (place !== null) warn(place, `Circe leaves ${key} of ${name} out; so does Stillroom. Remove it.`);
  }
}

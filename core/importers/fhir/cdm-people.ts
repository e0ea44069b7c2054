import { fixed, typeConcept } from './fixed-concepts.ts';
import type { Stage } from './stage.ts';

/** Persons, deaths, carers and places: the SQL of each table of the CDM. `location` first, since others point to it. */
export const peopleTables = ({ name }: Stage): readonly (readonly [table: string, sql: string])[] => {
  const address = 'address_1, address_2, city, county, state, zip, country, latitude, longitude';
  const same = address
    .split(', ')
    .map((column) => `l.${column === 'country' ? 'country_source_value' : column} IS NOT DISTINCT FROM a.${column}`);
  const placed = `LEFT JOIN ${name('place')} a ON a.rid = r.rid LEFT JOIN ${name('out_location')} l ON ${same.join(' AND ')}`;
  const key = (alias: string, column: string, ids: string) =>
    `LEFT JOIN ${name('known')} ${alias}k ON ${alias}k.key = ${column} LEFT JOIN ${name(`${ids}_id`)} ${alias} ON ${alias}.rid = ${alias}k.rid`;
  return [
    [
      'location',
      `SELECT row_number() OVER (ORDER BY ${address}) AS location_id, * RENAME (country AS country_source_value)
       FROM (SELECT DISTINCT ${address} FROM ${name('place')} SEMI JOIN ${name('resources')} USING (rid))`,
    ],
    [
      'care_site',
      `SELECT s.id AS care_site_id, e.name AS care_site_name, 0::BIGINT AS place_of_service_concept_id, l.location_id,
         e.source_value AS care_site_source_value, e.kind AS place_of_service_source_value
       FROM ${name('site')} e JOIN ${name('resources')} r USING (rid) JOIN ${name('site_id')} s USING (rid) ${placed}`,
    ],
    [
      'provider',
      `WITH roles AS (SELECT k.rid, min_by(e, r.id) AS role FROM ${name('role')} e JOIN ${name('resources')} r USING (rid)
         JOIN ${name('known')} k ON k.key = e.practitioner GROUP BY k.rid)
       SELECT p.id AS provider_id, e.name AS provider_name, e.npi, coalesce(c.concept_id, 0) AS specialty_concept_id,
         s.id AS care_site_id, ${fixed.gender('e.gender')} AS gender_concept_id, e.source_value AS provider_source_value,
         coalesce(role.code, role.display) AS specialty_source_value,
         coalesce(c.source_concept_id, 0) AS specialty_source_concept_id, e.gender AS gender_source_value
       FROM ${name('provider')} e JOIN ${name('resources')} r USING (rid) JOIN ${name('provider_id')} p USING (rid)
       LEFT JOIN roles ON roles.rid = r.rid
       LEFT JOIN ${name('codes')} c ON c.system = role.system AND c.code = role.code ${key('s', 'role.organization', 'site')}`,
    ],
    [
      'person',
      `SELECT p.id AS person_id, ${fixed.gender('e.gender')} AS gender_concept_id, e.year AS year_of_birth,
         e.month AS month_of_birth, e.day AS day_of_birth, ${fixed.race('e.race')} AS race_concept_id,
         ${fixed.ethnicity('e.ethnicity')} AS ethnicity_concept_id, l.location_id, d.id AS provider_id, s.id AS care_site_id,
         e.source_value AS person_source_value, e.gender AS gender_source_value, 0::BIGINT AS gender_source_concept_id,
         e.race AS race_source_value, 0::BIGINT AS race_source_concept_id, e.ethnicity AS ethnicity_source_value,
         0::BIGINT AS ethnicity_source_concept_id
       FROM ${name('person')} e JOIN ${name('resources')} r USING (rid) JOIN ${name('person_id')} p USING (rid)
       ${placed} ${key('d', 'e.provider', 'provider')} ${key('s', 'e.site', 'site')}`,
    ],
    [
      'death',
      `SELECT p.id AS person_id, e.start_date AS death_date, e.start_datetime AS death_datetime,
         ${typeConcept.ehr}::BIGINT AS death_type_concept_id, 0::BIGINT AS cause_concept_id
       FROM ${name('death')} e JOIN ${name('resources')} r USING (rid) JOIN ${name('person_id')} p USING (rid)`,
    ],
  ];
};

import { identifier } from '../../engine/sql-text.ts';

/** Columns of `person` that an onlooker could know, and how they are read: concept 0 says nothing. */
const ofPerson: Readonly<Record<string, string>> = {
  gender_concept_id: 'nullif(p.gender_concept_id, 0)',
  year_of_birth: 'p.year_of_birth',
  month_of_birth: 'p.month_of_birth',
  day_of_birth: 'p.day_of_birth',
  race_concept_id: 'nullif(p.race_concept_id, 0)',
  ethnicity_concept_id: 'nullif(p.ethnicity_concept_id, 0)',
  care_site_id: 'p.care_site_id',
};
const ofLocation = ['state', 'zip', 'county', 'city', 'country_concept_id'] as const;

export interface PersonTables {
  readonly person: ReadonlySet<string>;
  readonly location: ReadonlySet<string>;
}

/**
 * One row a person of a CDM dataset, in the order of `person`: what is known of birth, sex, origin and place. Names of the CDM, less
 * “concept_id”.
 */
export function personsSql({ person, location }: PersonTables): string {
  const own = Object.entries(ofPerson).filter(([column]) => person.has(column));
  const hasPlaces = person.has('location_id') && location.has('location_id');
  const places = hasPlaces ? ofLocation.filter((column) => location.has(column)) : [];
  const named = [
    ...own.map(([column, sql]) => `${sql} AS ${identifier(column.replace('_concept_id', ''))}`),
    ...places.map((column) => `l.${column} AS ${identifier(column.replace('_concept_id', ''))}`),
  ];
  const join = places.length ? '\n  LEFT JOIN cdm.location AS l ON l.location_id = p.location_id' : '';
  return `(SELECT ${named.join(', ')}\n  FROM cdm.person AS p${join})`;
}

/** Looked at where nothing else is named: what is filled of these. */
export const personQuasiIdentifiers = [
  'gender',
  'year_of_birth',
  'month_of_birth',
  'day_of_birth',
  'race',
  'ethnicity',
  'state',
  'zip',
  'county',
  'city',
];

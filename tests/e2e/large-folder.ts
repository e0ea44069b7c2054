import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An OMOP folder whose measurements take seconds to load: 1,000 persons, `rows` measurements. */
export function writeLargeFolder(parent: string, rows: number): string {
  const folder = join(parent, 'large');
  mkdirSync(folder);
  const persons = Array.from({ length: 1000 }, (_, index) => `${index + 1},8532,1960,0,0`);
  const header = 'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id';
  writeFileSync(join(folder, 'person.csv'), `${[header, ...persons].join('\n')}\n`);
  const lines = [
    'measurement_id,person_id,measurement_concept_id,measurement_date,measurement_type_concept_id,value_as_number',
  ];
  for (let id = 1; id <= rows; id += 1) {
    lines.push(`${id},${1 + (id % 1000)},3004410,201${id % 10}-0${1 + (id % 9)}-1${id % 9},32817,${(id % 977) / 10}`);
  }
  writeFileSync(join(folder, 'measurement.csv'), `${lines.join('\n')}\n`);
  return folder;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const persons = 40;
const ids = Array.from({ length: persons }, (_, index) => index + 1);
const digits = (n: number, length: number) => String(n).padStart(length, '0');

/** Two conditions a person; one row belongs to nobody, and one has a date that is none. */
function conditions(): readonly string[] {
  const rows = ids.flatMap((person) =>
    [1, 2].map((n) => `${person * 2 + n},${person},201826,2012-0${n}-1${person % 10},32817`),
  );
  return [...rows, '901,,201826,2012-05-01,32817', '902,7,201826,the day before,32817'];
}

/**
 * Writes an OMOP folder as a data office should not have sent it: `person.csv` with a column of social security numbers
 * and one of e-mail addresses, `condition_occurrence.csv` with two rows that do not fit.
 */
export function writeSuspiciousFolder(parent: string): string {
  const folder = join(parent, 'from-the-office');
  mkdirSync(folder);
  const write = (name: string, header: string, rows: readonly string[]) =>
    writeFileSync(join(folder, name), `${[header, ...rows].join('\n')}\n`);
  write(
    'person.csv',
    'person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id,ssn,email',
    ids.map(
      (id) =>
        `${id},8507,19${40 + id},0,0,${digits(100 + id, 3)}-${digits(10 + id, 2)}-${digits(2000 + id, 4)},p${id}@example.org`,
    ),
  );
  write(
    'observation_period.csv',
    'observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id',
    ids.map((id) => `${id},${id},2010-01-01,2019-12-31,32817`),
  );
  write(
    'condition_occurrence.csv',
    'condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_type_concept_id',
    conditions(),
  );
  return folder;
}

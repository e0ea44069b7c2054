import { conditionEraSql, conditionOccurrenceSql } from './diagnoses.ts';
import { dictionaryTables } from './dictionary.ts';
import { drugEraSql, drugExposureSql } from './drugs.ts';
import { measurementSql } from './measurements.ts';
import { deathSql, observationPeriodSql, personSql } from './persons.ts';
import { placeTables, sourceSql } from './places.ts';
import { observationSql, procedureOccurrenceSql, visitOccurrenceSql } from './records.ts';

/** Every CDM table of the sample by name, as SQL over the attached database `work`. Each streams, in person order. */
export function tableQueries(seed: number, persons: number): Readonly<Record<string, string>> {
  const fromWork = (sql: string) => sql.replace('FROM encounters', 'FROM work.encounters');
  return {
    person: personSql,
    observation_period: observationPeriodSql,
    visit_occurrence: fromWork(visitOccurrenceSql),
    condition_occurrence: conditionOccurrenceSql,
    drug_exposure: drugExposureSql,
    procedure_occurrence: fromWork(procedureOccurrenceSql),
    measurement: fromWork(measurementSql),
    observation: fromWork(observationSql),
    death: deathSql,
    condition_era: conditionEraSql,
    drug_era: drugEraSql,
    cdm_source: sourceSql(seed, persons),
    ...placeTables,
    ...dictionaryTables,
  };
}

/** Where care is given: twelve sites with three providers each, none of them real; no location is given. */
export const placeTables: Readonly<Record<string, string>> = {
  care_site: `
    SELECT range::BIGINT AS care_site_id, 'Site ' || range AS care_site_name, 0 AS place_of_service_concept_id,
      NULL::BIGINT AS location_id, NULL::VARCHAR AS care_site_source_value, NULL::VARCHAR AS place_of_service_source_value
    FROM range(1, 13)`,
  provider: `
    SELECT range::BIGINT AS provider_id, NULL::VARCHAR AS provider_name, NULL::VARCHAR AS npi, NULL::VARCHAR AS dea,
      0 AS specialty_concept_id, ((range + 2) // 3)::BIGINT AS care_site_id, NULL::INTEGER AS year_of_birth,
      0 AS gender_concept_id, NULL::VARCHAR AS provider_source_value,
      CASE range % 3 WHEN 0 THEN 'general practice' WHEN 1 THEN 'nephrology' ELSE 'cardiology' END AS specialty_source_value,
      0 AS specialty_source_concept_id, NULL::VARCHAR AS gender_source_value, 0 AS gender_source_concept_id
    FROM range(1, 37)`,
  location: `
    SELECT NULL::BIGINT AS location_id, NULL::VARCHAR AS address_1, NULL::VARCHAR AS address_2, NULL::VARCHAR AS city,
      NULL::VARCHAR AS state, NULL::VARCHAR AS zip, NULL::VARCHAR AS county, NULL::VARCHAR AS location_source_value,
      NULL::INTEGER AS country_concept_id, NULL::VARCHAR AS country_source_value, NULL::DOUBLE AS latitude,
      NULL::DOUBLE AS longitude
    WHERE false`,
};

/** CDM `cdm_source`: what this is, so that nobody takes it for people. */
export const sourceSql = (seed: number, persons: number) => `
  SELECT 'Stillroom sample' AS cdm_source_name, 'STILLROOM' AS cdm_source_abbreviation, 'Stillroom' AS cdm_holder,
    'Synthetic cardiometabolic registry, ${persons} persons, seed ${seed}. No real person. Dates shifted per person, ages 90 or over top-coded.'
      AS source_description,
    'datasets/README.md' AS source_documentation_reference, 'datasets/generate.ts' AS cdm_etl_reference,
    DATE '2024-12-31' AS source_release_date, DATE '2024-12-31' AS cdm_release_date, 'v5.4' AS cdm_version,
    0 AS cdm_version_concept_id, 'Stillroom sample dictionary 1' AS vocabulary_version`;

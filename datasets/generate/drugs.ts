import { local } from './concepts.ts';
import { uniform } from './draws.ts';

interface Supply {
  /** Where the course comes from: columns of `lives`. */
  readonly on: string;
  readonly off: string;
  /** The products dispensed and the ingredient of each; the first is chosen with the chance `first`. */
  readonly products: readonly (readonly [product: number, ingredient: number])[];
  readonly first: number;
  readonly name: string;
}

const both = (drug: string, products: Supply['products'], first = 1): readonly Supply[] => [
  { on: `${drug}_on`, off: `${drug}_off`, products, first, name: drug },
  { on: `${drug}_on2`, off: `${drug}_off2`, products, first, name: drug },
];

const afterHeart = (name: string, product: number, ingredient: number, chance: number): Supply => ({
  on: `CASE WHEN uniform(key, '${name}', 0) < ${chance} THEN least(heart_failure_day, infarction_day) + 5 END`,
  off: 'end_day',
  products: [[product, ingredient]],
  first: 1,
  name,
});

const supplies: readonly Supply[] = [
  ...both(
    'metformin',
    [
      [local.metformin500, 1503297],
      [local.metformin1000, 1503297],
    ],
    0.6,
  ),
  ...both(
    'sglt2',
    [
      [local.empagliflozin10, 45774751],
      [local.dapagliflozin10, 44785829],
    ],
    0.6,
  ),
  ...both(
    'sulfonylurea',
    [
      [local.glipizide5, 1560171],
      [local.glimepiride2, 1597756],
    ],
    0.6,
  ),
  ...both('insulin', [[local.glargine100, 1502905]]),
  ...both(
    'statin',
    [
      [local.atorvastatin20, 1545958],
      [local.simvastatin20, 1539403],
    ],
    0.7,
  ),
  ...both(
    'ace',
    [
      [local.lisinopril10, 1308216],
      [local.ramipril5, 1334456],
    ],
    0.7,
  ),
  ...both('amlodipine', [[local.amlodipine5, 1332418]]),
  afterHeart('metoprolol', local.metoprolol50, 1307046, 0.75),
  {
    on: `CASE WHEN uniform(key, 'furosemide', 0) < 0.8 THEN heart_failure_day + 2 END`,
    off: 'end_day',
    products: [[local.furosemide40, 956874]],
    first: 1,
    name: 'furosemide',
  },
];

const pick = ({ products, first, name }: Supply, index: 0 | 1) =>
  products[1]
    ? `CASE WHEN ${uniform(`${name} product`)} < ${first} THEN ${products[0]![index]} ELSE ${products[1][index]} END`
    : `${products[0]![index]}`;

/** Days of one supply. Refills come on time, so a course is one drug era. */
const supplyDays = 90;

const item = (supply: Supply, i: number) =>
  `{n: ${i}, on_day: (${supply.on})::INTEGER, off_day: least((${supply.off})::INTEGER, end_day),
    product: ${pick(supply, 0)}, ingredient: ${pick(supply, 1)}}`;

/** One row per course of a drug in `lives`: first day, last day covered, ingredient, product. */
export const coursesSql = `
  SELECT person_id, c.n AS n, (start_date + c.on_day)::DATE AS first_date,
    (start_date + least(c.on_day + ((c.off_day - 1 - c.on_day) // ${supplyDays} + 1) * ${supplyDays} - 1, end_day))::DATE AS last_date,
    ((c.off_day - 1 - c.on_day) // ${supplyDays} + 1)::INTEGER AS supplies, c.product AS product, c.ingredient AS ingredient, site
  FROM (SELECT *, unnest([${supplies.map(item).join(',\n    ')}]) AS c FROM lives)
  WHERE c.on_day < c.off_day ORDER BY person_id, first_date, n`;

/** CDM `drug_exposure`: a dispensing every 90 days of a course, the last one cut at the end of observation. */
export const drugExposureSql = `
  SELECT (course_id * 128 + supply)::BIGINT AS drug_exposure_id, person_id::BIGINT AS person_id,
    product::INTEGER AS drug_concept_id, (first_date + (supply * ${supplyDays})::INTEGER)::DATE AS drug_exposure_start_date,
    NULL::TIMESTAMP AS drug_exposure_start_datetime,
    least(first_date + (supply * ${supplyDays} + ${supplyDays - 1})::INTEGER, last_date)::DATE AS drug_exposure_end_date,
    NULL::TIMESTAMP AS drug_exposure_end_datetime, NULL::DATE AS verbatim_end_date, 32838 AS drug_type_concept_id,
    NULL::VARCHAR AS stop_reason, 0 AS refills, ${supplyDays}::DOUBLE AS quantity, ${supplyDays} AS days_supply,
    NULL::VARCHAR AS sig, 4132161 AS route_concept_id, NULL::VARCHAR AS lot_number,
    (site * 3 - course_id % 3)::INTEGER AS provider_id, NULL::BIGINT AS visit_occurrence_id, NULL::BIGINT AS visit_detail_id,
    NULL::VARCHAR AS drug_source_value, 0 AS drug_source_concept_id, NULL::VARCHAR AS route_source_value,
    NULL::VARCHAR AS dose_unit_source_value
  FROM (SELECT *, unnest(range(supplies)) AS supply FROM (SELECT *, rowid + 1 AS course_id FROM work.courses))`;

/** CDM `drug_era`: one per course, for pauses outlast the last supply by more than 30 days. */
export const drugEraSql = `
  SELECT (rowid + 1)::BIGINT AS drug_era_id, person_id::BIGINT AS person_id, ingredient::INTEGER AS drug_concept_id,
    first_date AS drug_era_start_date, last_date AS drug_era_end_date, supplies AS drug_exposure_count,
    0 AS gap_days
  FROM work.courses`;

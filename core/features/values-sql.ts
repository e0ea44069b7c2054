import type { Statistic } from './ask.ts';
import type { Feature } from './feature.ts';

/** Where every feature's value of every row lands, one row each, before the matrix is spread out. */
export const emptyValuesSql =
  'CREATE OR REPLACE TEMP TABLE feature_values(row_id BIGINT, feature INTEGER, value DOUBLE)';

const matched = `FROM feature_events AS e
JOIN feature_concepts AS c ON c.concept_id = e.concept_id AND e.day BETWEEN c.from_day AND c.to_day`;

const numbersOf = (features: readonly Feature[], statistics: readonly Statistic[]) =>
  features.filter(({ statistic }) => statistics.includes(statistic)).map(({ number }) => number);

const only = (numbers: readonly number[]) => `c.feature IN (${numbers.join(', ')})`;

const insert = (select: string) => `INSERT INTO feature_values\n${select}`;

const countSql = (numbers: readonly number[]) =>
  insert(`SELECT e.row_id, c.feature, count(*)
${matched}
WHERE ${only(numbers)}
GROUP BY e.row_id, c.feature`);

const sinceSql = (numbers: readonly number[]) =>
  insert(`SELECT e.row_id, c.feature, -max(e.day) - any_value(c.lead)
${matched}
WHERE ${only(numbers)}
GROUP BY e.row_id, c.feature`);

/** Each calendar day in hospital once, however many stays cover it; days outside the window do not count. */
const hospitalDaysSql = (numbers: readonly number[]) =>
  insert(`SELECT row_id, feature, count(DISTINCT day)
FROM (
  SELECT e.row_id, c.feature, unnest(range(greatest(e.day, c.from_day), least(e.end_day, c.to_day) + 1)) AS day
  FROM feature_events AS e
  JOIN feature_concepts AS c ON c.concept_id = e.concept_id AND e.day <= c.to_day AND e.end_day >= c.from_day
  WHERE ${only(numbers)}
)
GROUP BY row_id, feature`);

/** Numeric results in the unit that most of a feature's results have; the smaller unit id where two are as frequent. */
export const resultsSql = (numbers: readonly number[]) => `CREATE OR REPLACE TEMP TABLE feature_results AS
WITH results AS (
  SELECT e.row_id, c.feature, e.day, e.id, e.value, e.unit
  ${matched}
  WHERE ${only(numbers)} AND isfinite(e.value)
), units AS (
  SELECT feature, unit, count(*) AS results, row_number() OVER (PARTITION BY feature ORDER BY count(*) DESC, unit) AS rank
  FROM results GROUP BY feature, unit
)
SELECT r.*, u.unit AS main_unit FROM results AS r JOIN units AS u ON u.feature = r.feature AND u.rank = 1`;

const measured: Readonly<Record<'last' | 'mean' | 'slope', string>> = {
  last: 'arg_max(value, (day, id))',
  mean: 'avg(value)',
  slope: 'CASE WHEN min(day) < max(day) THEN regr_slope(value, day / 365.25) END',
};

const measuredSql = (statistic: keyof typeof measured, numbers: readonly number[]) =>
  insert(`SELECT row_id, feature, ${measured[statistic]}
FROM feature_results
WHERE unit = main_unit AND feature IN (${numbers.join(', ')})
GROUP BY row_id, feature`);

/** The features that need numeric results. */
export const measuredFeatures = (features: readonly Feature[]) => numbersOf(features, ['last', 'mean', 'slope']);

/** Fills `feature_values` from `feature_events` and `feature_concepts`, a statement for each kind of statistic asked for. */
export function valuesSql(features: readonly Feature[]): string[] {
  const wanted = (make: (numbers: readonly number[]) => string, ...statistics: Statistic[]) => {
    const numbers = numbersOf(features, statistics);
    return numbers.length ? [make(numbers)] : [];
  };
  return [
    ...wanted(countSql, 'present', 'count'),
    ...wanted(sinceSql, 'since'),
    ...wanted(hospitalDaysSql, 'hospital-days'),
    ...wanted((numbers) => measuredSql('last', numbers), 'last'),
    ...wanted((numbers) => measuredSql('mean', numbers), 'mean'),
    ...wanted((numbers) => measuredSql('slope', numbers), 'slope'),
  ];
}

import type { Connection } from '../engine/database.ts';
import { conceptNames } from './concept-names.ts';
import type { Feature } from './feature.ts';

/** Unit of each measured feature by number, in words; a feature without results, or without a unit, is absent. */
export type Units = ReadonlyMap<number, string>;

interface UnitRow {
  readonly [key: string]: number;
  readonly feature: number;
  readonly unit: number;
  readonly others: number;
}

/** Reads `feature_results`: the unit used for each feature, and a notice of the results in other units that were left out. */
export async function unitsOf(
  connection: Connection,
  features: readonly Feature[],
  tables: ReadonlySet<string>,
): Promise<{ readonly units: Units; readonly notices: readonly string[] }> {
  const atFirstLead = features.filter(({ lead }) => lead === features[0]?.lead).map(({ number }) => number);
  const rows = await connection.rows<UnitRow>(`SELECT feature, any_value(main_unit) AS unit,
    count(*) FILTER (WHERE unit <> main_unit) AS others FROM feature_results GROUP BY feature ORDER BY feature`);
  const nameOf = await conceptNames(
    connection,
    rows.map(({ unit }) => unit),
    tables,
  );
  const units = new Map(rows.filter(({ unit }) => unit !== 0).map(({ feature, unit }) => [feature, nameOf(unit)]));
  const leftOut = new Set(
    rows
      .filter(({ feature, others }) => others > 0 && atFirstLead.includes(feature))
      .map(({ feature, others }) => {
        const { what } = features.find(({ number }) => number === feature)!;
        return `${what} (${others} not in ${units.get(feature) ?? '“no unit”'})`;
      }),
  );
  const notices = leftOut.size
    ? [`Results in another unit than the commonest were left out: ${[...leftOut].join(', ')}.`]
    : [];
  return { units, notices };
}

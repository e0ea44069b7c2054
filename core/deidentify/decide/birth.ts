import { identifier } from '../../engine/sql-text.ts';

const wanted = ['year_of_birth', 'month_of_birth', 'day_of_birth'] as const;

/**
 * OMOP keeps a birth in three numbers, which must move with the person's dates or ages would be off. Where there is
 * a date of birth it tells; unknown months and days are taken as the middle. SQL by column, for the columns there are.
 */
export function shiftedBirth(columns: readonly { readonly name: string; readonly type: string }[], offset: string) {
  const find = (name: string) => columns.find((column) => column.name.trim().toLowerCase() === name);
  const number = (name: (typeof wanted)[number], otherwise: string): string => {
    const column = find(name);
    return column ? `coalesce(TRY_CAST(${identifier(column.name)} AS INTEGER), ${otherwise})` : otherwise;
  };
  if (!find('year_of_birth')) return [];
  const told = `TRY_CAST(printf('%04d-%02d-%02d', ${number('year_of_birth', 'NULL')}, ${number('month_of_birth', '7')}, ${number('day_of_birth', '15')}) AS DATE)`;
  const moment = find('birth_datetime');
  const born = moment ? `coalesce(TRY_CAST(${identifier(moment.name)} AS DATE), ${told})` : told;
  const moved = `(${born} + to_days(${offset}))`;
  const part = { year_of_birth: 'year', month_of_birth: 'month', day_of_birth: 'day' };
  return wanted.flatMap((name) => {
    const column = find(name);
    if (!column) return [];
    const raw = identifier(column.name);
    return [
      {
        name: column.name,
        sql: `CAST(CASE WHEN ${raw} IS NOT NULL THEN ${part[name]}(${moved}) END AS ${column.type})`,
      },
    ];
  });
}

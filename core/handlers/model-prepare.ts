import type { ColumnDoubt, modelMethods, Outlook } from '../../contract/model.ts';
import type { ModelColumn } from '../inference/table.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';
import { countMissing, personsIn } from './model-rows.ts';
import { type Prepared, prepareModelTable } from './model-table.ts';
import { nearCopies, tellingGaps } from './near-copies.ts';
import { outcomeName, targetName } from './outcome-names.ts';

/** From this share of missing values on a column says more of what is recorded than of persons. */
const mostlyMissing = 0.5;

function isConstant(values: Float64Array): boolean {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.length > 0 && present.every((value) => value === present[0]);
}

function doubtsOf({ name, values }: ModelColumn, telling: Telling): ColumnDoubt[] {
  const missing = countMissing(values);
  if (missing === values.length) return ['all-missing'];
  const gapsTell = telling.gaps.has(name);
  return [
    ...(gapsTell ? (['gaps-tell'] as const) : telling.values.has(name) ? (['near-copy'] as const) : []),
    ...(isConstant(values) ? (['constant'] as const) : []),
    ...(missing >= mostlyMissing * values.length ? (['mostly-missing'] as const) : []),
  ];
}

interface Telling {
  readonly values: ReadonlySet<string>;
  readonly gaps: ReadonlySet<string>;
}

/** What the model would read, column by column, with what to doubt of each. */
export function outlookOf({ read, preparation }: Pick<Prepared, 'read' | 'preparation'>, target: string): Outlook {
  const { table, target: asked } = read;
  const telling = { values: new Set(nearCopies(read)), gaps: new Set(tellingGaps(read)) };
  const labels = new Map(preparation.columns.map(({ name, label }) => [name, label]));
  const rowsOf = (place: number) => asked.values.reduce((sum, value) => sum + Number(value === place), 0);
  return {
    preparation,
    persons: personsIn(table),
    target: {
      name: target,
      known: table.rows - countMissing(asked.values),
      classes: asked.classes?.map((name, place) => ({ name, rows: rowsOf(place) })) ?? null,
    },
    columns: table.columns.map((column) => ({
      name: column.name,
      label: labels.get(column.name) ?? column.name,
      kind: column.kind,
      missing: countMissing(column.values),
      doubts: doubtsOf(column, telling),
    })),
  };
}

export const prepareHandlers = (session: Session): HandlersOf<Pick<typeof modelMethods, 'model.prepare'>> => ({
  'model.prepare': async ({ source }, context) => {
    const prepared = await prepareModelTable(session, source, context);
    const looked = outlookOf(prepared, targetName(source));
    if (source.kind === 'table' || !looked.target.classes) return looked;
    const classes = looked.target.classes.map(({ name, rows }) => ({ name: outcomeName(source, name), rows }));
    return { ...looked, target: { ...looked.target, classes } };
  },
});

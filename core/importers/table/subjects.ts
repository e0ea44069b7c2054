import { snakeCase } from '../../deidentify/column-name.ts';

const subject = /^(person|patient|subject|participant|study)_?(id|key|no|number)?$/;

/** The column that says whose row it is, by name; null where none does. */
export const subjectColumn = (columns: readonly string[]): string | null =>
  columns.find((name) => subject.test(snakeCase(name)) && !/^study$/i.test(name)) ?? null;

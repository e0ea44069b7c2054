import { formatCount } from '../kit/format.ts';

/** Words of what Analyses and Model have in common: asking, waiting, where to read from. */
export const askingText = {
  change: 'Change the question',
  fold: 'Fold the question',
  cancel: 'Cancel',
  noCohorts: { cohorts: 'Go to Cohorts', table: 'Read a plain table', data: 'Go to Data' },
  answer: { method: 'How is this computed?', run: 'Run' },
  source: {
    label: 'Read from',
    cohort: 'Cohorts of this study',
    table: 'A plain table',
  },
  table: {
    path: 'Table',
    ownHelp: 'Of this dataset, or a file beside it.',
    anyFile: 'A file on this machine…',
    file: 'File',
    help: 'A CSV, TSV, Parquet or JSON lines file, one row a person. It is read, not copied.',
    browse: 'Choose a file…',
    title: 'Choose a table',
    pick: 'Use this file',
    reading: 'Reading the columns',
    failed: 'The table could not be read',
    shape: (rows: number, columns: number) => `${formatCount(rows, 'rows')}, ${formatCount(columns, 'columns')}.`,
  },
} as const;

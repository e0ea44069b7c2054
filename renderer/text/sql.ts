/** Words of the SQL room. */
export const sqlText = {
  title: 'SQL',
  lead: 'One SELECT over this dataset and its cohorts. It can read nothing else and change nothing.',
  noData: {
    title: 'No data to ask',
    why: 'A query reads the dataset of this study, and there is none yet. Load one in the Data room first.',
    next: 'Go to Data',
  },
  editor: 'SQL query',
  resize: 'Height of the editor',
  run: 'Run',
  job: 'Running a query',
  limit: 'Rows at most',
  limits: (n: string) => `${n} rows`,
  idle: {
    title: 'Ask the data',
    why: 'Write a query above and press Ctrl Enter. A selection runs alone. Or begin with one of these:',
  },
  running: 'The query is running',
  cancel: 'Cancel',
  cancelled: 'The query was cancelled.',
  noRows: { title: 'The query gave no rows', why: 'It ran without error; nothing matches it.' },
  result: 'Result of the query',
  took: (rows: string, time: string) => `${rows} in ${time}`,
  truncated: (n: string) => `The first ${n} rows are shown; there are more. Raise “Rows at most”, or narrow the query.`,
  tables: {
    kind: 'Tables',
    title: (dataset: string) => dataset,
    insert: (name: string) => `Put ${name} into the query`,
  },
  results: 'results.cohort',
  commands: { run: 'Run the query' },
  plain: {
    all: (table: string) => `Every row of ${table}`,
    count: (by: string) => `Rows by ${by}`,
    mean: (of: string, by: string) => `Mean ${of} by ${by}`,
  },
  examples: [
    {
      title: 'Persons by sex and decade of birth',
      sql: `SELECT concept_name AS sex, year_of_birth // 10 * 10 AS decade, count(*) AS persons
FROM person
LEFT JOIN concept ON concept_id = gender_concept_id
GROUP BY ALL
ORDER BY sex, decade`,
    },
    {
      title: 'The twenty commonest conditions',
      sql: `SELECT concept_name AS condition, count(DISTINCT person_id) AS persons, count(*) AS events
FROM condition_occurrence
LEFT JOIN concept ON concept_id = condition_concept_id
GROUP BY ALL
ORDER BY persons DESC
LIMIT 20`,
    },
    {
      title: 'Measurements a year',
      sql: `SELECT year(measurement_date) AS year, count(*) AS events, count(DISTINCT person_id) AS persons
FROM measurement
GROUP BY ALL
ORDER BY year`,
    },
  ],
} as const;

import { CalibrationPlot } from '../../../renderer/charts/calibration-plot.tsx';
import { calibrationEnd } from '../../../renderer/charts/geometry/calibration-plot.ts';
import { LeadPlot } from '../../../renderer/charts/lead-plot.tsx';
import {
  formatCount,
  formatNumber,
  formatSigned,
  Section,
  Table,
  type TableColumn,
} from '../../../renderer/kit/index.ts';
import { type AtLead, type EarlyDriver, type EarlyInterval, type EarlyResult, leadWords } from './spec.ts';
import styles from './view.module.css';

const words = {
  exploratory: 'Exploratory.',
  banner: (model: string, version: string) =>
    `${model} ${version} read the other persons and predicted each; nothing was fitted. It says how well a signal tells, not why, and is no basis for the care of anybody.`,
  auc: 'How early it is seen',
  aucAxis: 'AUC',
  leadAxis: 'Days before the outcome at which the data end',
  aucNote: (level: string) => `${level} intervals, persons drawn anew; 0.5 is guessing.`,
  plot: (outcome: string) => `Area under the ROC curve for ${outcome}, by the days before it at which the data end`,
  logistic: 'Logistic regression',
  lead: 'Data end',
  gain: (lead: number) => `More than ${lead} days before`,
  calibration: 'Calibration',
  calibrationNote: 'In the matched sample: these probabilities are not risks.',
  calibrationPlot: (lead: string) => `Share of cases against predicted probability, data ${lead}`,
  slope: 'Slope',
  inTheLarge: 'In the large',
  ece: 'Expected error',
  brier: 'Brier score',
  by: 'By',
  drivers: 'What carries the signal',
  driversNote: 'AUC lost on held-out persons when all that is known of it is shuffled. Grey: not told from nothing.',
  thing: 'Data end, days before',
  persons: 'Persons',
  step: 'Step',
  matched: 'What was matched',
  matchedNote: 'AUC of each by itself: near 0.5 where matching did its work.',
  alone: 'By itself',
  exactly: 'Time since entry',
  exact: 'the same in each set',
  smallPrint: 'Small print',
  sets: (cases: string, controls: number, days: string) =>
    `${cases}, each with ${controls} matched controls drawn from those at risk; calendar date and length of record within ${days}.`,
  folds: (folds: number) =>
    `${folds}-fold cross-validation; a matched set is predicted from other sets and other persons.`,
  excluded: (count: string, reason: string) => `Left out: ${count}, ${reason}.`,
};

/** AUC by lead time, calibration and drivers at each lead, and who was compared. */
export default function View({ result }: { readonly result: EarlyResult }) {
  return (
    <div className={styles.view}>
      <p role="note" className={styles.banner}>
        <strong>{words.exploratory}</strong> {words.banner(result.model.name, result.model.version)}
      </p>
      <Discrimination result={result} />
      <Calibration result={result} />
      {result.at.some(({ drivers }) => drivers.length > 0) ? <Drivers result={result} /> : null}
      <Persons result={result} />
      <SmallPrint result={result} />
    </div>
  );
}

const level = ({ confidence }: EarlyResult) => `${formatNumber(confidence * 100)}\u202f%`;

function Interval({ of, digits = 2 }: { readonly of: EarlyInterval; readonly digits?: number }) {
  const { estimate, lower, upper } = of;
  if (estimate === null) return '—';
  if (lower === null || upper === null) return formatSigned(estimate, digits);
  return (
    <>
      {formatSigned(estimate, digits)}{' '}
      <span className={styles.limits}>
        ({formatSigned(lower, digits)} to {formatSigned(upper, digits)})
      </span>
    </>
  );
}

const leadColumn: TableColumn<AtLead> = {
  key: 'lead',
  header: words.lead,
  isRowHeader: true,
  cell: ({ lead }) => leadWords(lead),
};

function Discrimination({ result }: { readonly result: EarlyResult }) {
  const { at, model, outcome } = result;
  const longest = at.at(-1)!;
  const columns: TableColumn<AtLead>[] = [
    leadColumn,
    { key: 'model', header: model.name, align: 'right', cell: (row) => <Interval of={row.model.auc} /> },
    { key: 'logistic', header: words.logistic, align: 'right', cell: (row) => <Interval of={row.logistic.auc} /> },
    ...(at.length > 1
      ? [
          {
            key: 'gain',
            header: words.gain(longest.lead),
            align: 'right' as const,
            cell: (row: AtLead) => (row === longest ? null : <Interval of={row.gain} />),
          },
        ]
      : []),
  ];
  const seriesOf = (label: string, auc: (row: AtLead) => EarlyInterval) => ({
    label,
    points: at.map((row) => ({ lead: row.lead, ...auc(row) })),
  });
  return (
    <Section title={words.auc} note={words.aucNote(level(result))}>
      <LeadPlot
        label={words.plot(outcome)}
        xLabel={words.leadAxis}
        yLabel={words.aucAxis}
        series={[seriesOf(model.name, (row) => row.model.auc), seriesOf(words.logistic, (row) => row.logistic.auc)]}
      />
      <Table caption={words.auc} columns={columns} rows={at} rowKey={({ lead }) => String(lead)} />
    </Section>
  );
}

type CalibrationRow = { readonly at: AtLead; readonly by: 'model' | 'logistic' };

function Calibration({ result: { at, model } }: { readonly result: EarlyResult }) {
  const measure = (key: 'slope' | 'inTheLarge' | 'ece' | 'brier'): TableColumn<CalibrationRow> => ({
    key,
    header: words[key],
    align: 'right',
    cell: (row) => (
      <span className={styles.stacked}>
        <Interval of={row.at[row.by][key]} digits={key === 'ece' || key === 'brier' ? 3 : 2} />
      </span>
    ),
  });
  const columns: TableColumn<CalibrationRow>[] = [
    {
      key: 'lead',
      header: words.lead,
      isRowHeader: true,
      cell: (row) => leadWords(row.at.lead),
    },
    {
      key: 'by',
      header: words.by,
      cell: ({ by }) => <span className={styles.name}>{by === 'model' ? model.name : words.logistic}</span>,
    },
    ...(['slope', 'inTheLarge', 'ece', 'brier'] as const).map(measure),
  ];
  const plots = at.map(({ lead, bins }) => ({
    lead,
    bins: bins.map(({ cases, controls, ...bin }) => ({ ...bin, count: cases + controls })),
  }));
  const end = calibrationEnd(plots.flatMap(({ bins }) => bins));
  return (
    <Section title={words.calibration} note={words.calibrationNote}>
      <div className={styles.plots}>
        {plots.map(({ lead, bins }) => (
          <div key={lead} className={styles.plot}>
            <h3 className={styles.plotTitle}>{leadWords(lead)}</h3>
            <CalibrationPlot label={words.calibrationPlot(leadWords(lead))} bins={bins} end={end} />
          </div>
        ))}
      </div>
      <Table
        caption={words.calibration}
        columns={columns}
        rows={at.flatMap((row): CalibrationRow[] => [
          { at: row, by: 'model' },
          { at: row, by: 'logistic' },
        ])}
        rowKey={(row) => `${row.at.lead} ${row.by}`}
      />
    </Section>
  );
}

const mostThings = 10;
const barWidth = 32;

/** One line a thing, one column a lead: what is told early and what only late. */
function Drivers({ result: { at } }: { readonly result: EarlyResult }) {
  const driverOf = (what: string, row: AtLead) => row.drivers.find((one) => one.what === what);
  const lossOf = (what: string, row: AtLead) => driverOf(what, row)?.loss.estimate ?? 0;
  const things = [...new Set(at.flatMap(({ drivers }) => drivers.map(({ what }) => what)))]
    .map((what) => ({ what, most: Math.max(...at.map((row) => lossOf(what, row))) }))
    .sort((a, b) => b.most - a.most)
    .slice(0, mostThings);
  const scale = Math.max(things[0]?.most ?? 0, Number.EPSILON);
  const columns: TableColumn<{ readonly what: string }>[] = [
    {
      key: 'what',
      header: words.thing,
      isRowHeader: true,
      cell: ({ what }) => <span className={styles.thing}>{what}</span>,
    },
    ...[...at].reverse().map(
      (row): TableColumn<{ readonly what: string }> => ({
        key: String(row.lead),
        header: formatNumber(row.lead),
        align: 'right',
        cell: ({ what }) => <Loss driver={driverOf(what, row)} scale={scale} />,
      }),
    ),
  ];
  return (
    <Section title={words.drivers} note={words.driversNote}>
      <Table caption={words.drivers} columns={columns} rows={things} rowKey={({ what }) => what} />
    </Section>
  );
}

function Loss({ driver, scale }: { readonly driver: EarlyDriver | undefined; readonly scale: number }) {
  if (!driver || driver.loss.estimate === null) return '—';
  const { estimate, lower } = driver.loss;
  const isSure = lower !== null && lower > 0;
  return (
    <span className={isSure ? styles.loss : `${styles.loss} ${styles.unsure}`}>
      <span aria-hidden className={styles.bar} style={{ width: (Math.max(0, estimate) / scale) * barWidth }} />
      {formatSigned(estimate, 3)}
    </span>
  );
}

function Persons({ result }: { readonly result: EarlyResult }) {
  const matched = [...result.leaks.map(({ what, auc }) => ({ what, auc })), { what: words.exactly, auc: null }];
  return (
    <>
      <Section title={words.persons}>
        <Table
          caption={words.persons}
          columns={[
            { key: 'step', header: words.step, isRowHeader: true, cell: ({ step }) => step },
            { key: 'n', header: words.persons, align: 'right', cell: ({ n }) => formatNumber(n) },
          ]}
          rows={result.flow}
          rowKey={({ step }) => step}
        />
      </Section>
      <Section title={words.matched} note={words.matchedNote}>
        <Table
          caption={words.matched}
          columns={[
            { key: 'what', header: words.alone, isRowHeader: true, cell: ({ what }) => what },
            {
              key: 'auc',
              header: words.aucAxis,
              align: 'right',
              cell: ({ auc }) => (auc ? <Interval of={auc} /> : words.exact),
            },
          ]}
          rows={matched}
          rowKey={({ what }) => what}
        />
      </Section>
    </>
  );
}

function SmallPrint({ result }: { readonly result: EarlyResult }) {
  const lines = [
    words.sets(formatCount(result.cases, 'cases'), result.controlsPerCase, formatCount(result.caliperDays, 'days')),
    words.folds(result.folds),
    ...result.excluded
      .filter(({ n }) => n > 0)
      .map(({ n, reason }) => words.excluded(formatCount(n, 'persons'), reason)),
    ...result.notes,
  ];
  return (
    <Section title={words.smallPrint}>
      <ul className={styles.smallPrint}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

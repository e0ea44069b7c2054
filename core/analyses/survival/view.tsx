import { SurvivalCurve } from '../../../renderer/charts/survival-curve.tsx';
import {
  formatCount,
  formatDecimal,
  formatNumber,
  formatShare,
  Section,
  Table,
  type TableColumn,
} from '../../../renderer/kit/index.ts';
import { pValue, type SurvivalResult, type SurvivalStratum } from './spec.ts';
import styles from './view.module.css';

const words = {
  figure: 'Survival',
  without: (outcome: string) => `Without ${outcome}`,
  time: (unit: string | null) => (unit ? `Time (${unit})` : 'Time'),
  group: 'Group',
  persons: 'Persons',
  rows: 'Rows',
  events: 'Events',
  expected: 'Expected',
  median: 'Median',
  medianIn: (unit: string | null) => (unit ? `Median (${unit})` : 'Median'),
  limits: (level: string) => `${level} limits`,
  survival: 'Survival',
  error: 'Standard error',
  atRisk: 'At risk',
  at: 'Time',
  notReached: 'not reached',
  unknown: 'past the last follow-up',
  summary: 'Groups',
  times: 'At listed times',
  smallPrint: 'Small print',
  test: (chisq: string, df: number, p: string) => `Log-rank test: chi-square ${chisq}, ${df} df, ${p}.`,
  reading: (reading: string) => `Event: ${reading}.`,
  limitsNote: (level: string, scale: string) =>
    `Pointwise ${level} confidence limits on the ${scale} scale; Greenwood standard errors.`,
  excluded: (count: string, reason: string) => `Left out: ${count}, ${reason}.`,
  thinned: 'The curve is drawn with neighbouring times put together; every estimate rests on all of them.',
};

/** Curve, medians, survival at listed times, and how the numbers came about. */
export default function View({ result }: { readonly result: SurvivalResult }) {
  return (
    <div className={styles.view}>
      <Curve result={result} />
      <Section title={words.summary} note={result.logRank ? testLine(result.logRank) : undefined}>
        <Table
          caption={words.summary}
          columns={summaryColumns(result)}
          rows={result.strata}
          rowKey={(row) => row.name}
        />
      </Section>
      <Section title={words.times}>
        <Table
          caption={words.times}
          columns={timeColumns(result)}
          rows={result.strata.flatMap((stratum) =>
            stratum.atTimes.filter(({ time }) => time > 0).map((point) => ({ stratum: stratum.name, point })),
          )}
          rowKey={({ stratum, point }) => `${stratum} ${point.time}`}
        />
      </Section>
      <SmallPrint result={result} />
    </div>
  );
}

function Curve({ result }: { readonly result: SurvivalResult }) {
  const { riskTable, strata, outcome, source, timeUnit } = result;
  const yLabel = source === 'cohorts' && outcome !== 'death' ? words.without(outcome) : words.figure;
  return (
    <SurvivalCurve
      label={`${yLabel}: ${strata.map((s) => `${s.name} ${medianText(s)}`).join(', ')}`}
      xLabel={words.time(timeUnit)}
      yLabel={yLabel}
      ticks={riskTable.times}
      atRisk={riskTable.strata.map(({ nRisk }) => nRisk)}
      series={strata.map(({ name, curve }) => ({
        label: name,
        points: curve.map((point) => ({
          time: point.time,
          atRisk: point.nRisk,
          events: point.nEvent,
          censored: point.nCensor,
          estimate: point.survival,
          lower: point.lower,
          upper: point.upper,
        })),
      }))}
    />
  );
}

const level = ({ confidence }: SurvivalResult) => `${formatNumber(confidence * 100)}\u202f%`;
const timeText = (value: number | null) =>
  value === null ? words.notReached : formatDecimal(value, Number.isInteger(value) ? 0 : 2);
const medianText = ({ median }: SurvivalStratum) => `${words.median} ${timeText(median.estimate)}`;
const testLine = ({ chisq, df, p }: NonNullable<SurvivalResult['logRank']>) =>
  words.test(formatDecimal(chisq, 2), df, pValue(p));

function summaryColumns(result: SurvivalResult): TableColumn<SurvivalStratum>[] {
  const { logRank, strata } = result;
  const expected = (row: SurvivalStratum) => formatDecimal(logRank?.expected[strata.indexOf(row)] ?? 0, 1);
  return [
    { key: 'name', header: words.group, isRowHeader: true, cell: (row) => row.name },
    { key: 'n', header: words[result.unit], align: 'right', cell: (row) => formatNumber(row.n) },
    { key: 'events', header: words.events, align: 'right', cell: (row) => formatNumber(row.events) },
    ...(logRank ? [{ key: 'expected', header: words.expected, align: 'right' as const, cell: expected }] : []),
    {
      key: 'median',
      header: words.medianIn(result.timeUnit),
      align: 'right',
      cell: (row) => timeText(row.median.estimate),
    },
    {
      key: 'limits',
      header: words.limits(level(result)),
      align: 'right',
      cell: ({ median }) => `${timeText(median.lower)} – ${timeText(median.upper)}`,
    },
  ];
}

type TimeRow = { readonly stratum: string; readonly point: SurvivalStratum['atTimes'][number] };

function timeColumns(result: SurvivalResult): TableColumn<TimeRow>[] {
  const share = (value: number | null) => (value === null ? '—' : formatShare(value));
  return [
    { key: 'stratum', header: words.group, isRowHeader: true, cell: (row) => row.stratum },
    { key: 'time', header: words.time(result.timeUnit), align: 'right', cell: ({ point }) => timeText(point.time) },
    { key: 'risk', header: words.atRisk, align: 'right', cell: ({ point }) => formatNumber(point.nRisk) },
    {
      key: 'survival',
      header: words.survival,
      align: 'right',
      cell: ({ point }) => (point.survival === null ? words.unknown : share(point.survival)),
    },
    {
      key: 'se',
      header: words.error,
      align: 'right',
      cell: ({ point }) => (point.se === null ? '—' : formatDecimal(point.se, 4)),
    },
    {
      key: 'limits',
      header: words.limits(level(result)),
      align: 'right',
      cell: ({ point: { lower, upper } }) =>
        lower === null && upper === null ? '—' : `${share(lower)} – ${share(upper)}`,
    },
  ];
}

function SmallPrint({ result }: { readonly result: SurvivalResult }) {
  const left = result.excluded.filter(({ n }) => n > 0);
  const lines = [
    words.reading(result.eventReading),
    words.limitsNote(level(result), result.confType),
    ...left.map(({ reason, n }) => words.excluded(formatCount(n, result.unit), reason)),
    ...result.notes,
    ...(result.strata.some(({ curveThinned }) => curveThinned) ? [words.thinned] : []),
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

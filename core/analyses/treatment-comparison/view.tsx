import { ForestPlot } from '../../../renderer/charts/forest-plot.tsx';
import { LovePlot } from '../../../renderer/charts/love-plot.tsx';
import { OverlapHistogram } from '../../../renderer/charts/overlap-histogram.tsx';
import { SurvivalCurve } from '../../../renderer/charts/survival-curve.tsx';
import {
  formatCount,
  formatDecimal,
  formatNumber,
  formatShare,
  formatSigned,
  Section,
  Table,
  type TableColumn,
} from '../../../renderer/kit/index.ts';
import {
  adjustWords,
  byWords,
  type ComparisonEffect,
  type ComparisonMeasure,
  type ComparisonResult,
  measureText,
  measureWords,
  standingWords,
} from './spec.ts';
import styles from './view.module.css';
import { drawnCurves } from './view-curves.ts';
import { words } from './view-words.ts';

/** What it is good for, the effect, whom it compares, how well they are balanced, and for whom it differs. */
export default function View({ result }: { readonly result: ComparisonResult }) {
  return (
    <div className={styles.view}>
      <p role="note" className={styles.standing}>
        {standingWords}
      </p>
      <Effects result={result} />
      {result.curves.length > 0 ? <Curves result={result} /> : null}
      <Overlap result={result} />
      <Balance result={result} />
      {result.subgroups.length > 0 ? <Subgroups result={result} /> : null}
      <SmallPrint result={result} />
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const level = ({ confidence }: ComparisonResult) => `${formatNumber(confidence * 100)}\u202f%`;
const pText = (p: number) => (p < 0.0001 ? '< 0.0001' : p.toPrecision(2));
const limitsText = (m: ComparisonMeasure) => `${measureText(m, m.lower)} to ${measureText(m, m.upper)}`;
const wholeText = (m: ComparisonMeasure) => `${measureText(m, m.estimate)} (${limitsText(m)})`;
const headOf = (measure: ComparisonMeasure['measure']): string =>
  measure === 'risk-difference' ? words.riskDifference : capital(measureWords[measure]);
const measureOf = (r: ComparisonResult): ComparisonMeasure['measure'] =>
  r.kind === 'survival' ? 'hazard-ratio' : 'risk-difference';

/** Whose propensity it was is said where two stand side by side. */
function effectName(r: ComparisonResult, { by, adjust }: ComparisonEffect): string {
  if (adjust === 'none') return words.crude;
  return capital(adjust === r.adjust ? `${adjustWords[adjust]}, ${byWords[by]}` : adjustWords[adjust]);
}

function forest(r: ComparisonResult) {
  return {
    scale: r.kind === 'survival' ? ('ratio' as const) : ('difference' as const),
    xLabel: headOf(measureOf(r)),
    sides: words.lessWith,
  };
}

const drawn = (r: ComparisonResult, m: ComparisonMeasure | null | undefined, reason: string | null) =>
  m ? { ...shown(r, m), text: wholeText(m) } : { text: reason ?? '' };

/** Differences of risks are drawn in percentage points. */
const shown = (r: ComparisonResult, { estimate, lower, upper }: ComparisonMeasure) => {
  const factor = r.kind === 'survival' ? 1 : 100;
  return { estimate: estimate * factor, lower: lower * factor, upper: upper * factor };
};

/** By which propensity the answer is, and which one stands beside it. */
function propensityUsed({ propensities }: ComparisonResult): string {
  const other = propensities.find(({ leads }) => !leads);
  const used = words.uses(leadOf(propensities));
  return other ? `${used} ${words.beside(byWords[other.by])}` : used;
}

const leadOf = (propensities: ComparisonResult['propensities']): string =>
  byWords[(propensities.find(({ leads }) => leads) ?? propensities[0]!).by];

function Effects({ result }: { readonly result: ComparisonResult }) {
  return (
    <Section
      title={words.effect}
      note={words.arms(result.arms.treated.name, result.arms.comparator.name, level(result))}
    >
      <p className={styles.note}>{propensityUsed(result)}</p>
      <div className={styles.narrow}>
        <ForestPlot
          label={`${words.effect}: ${result.arms.treated.name}, ${result.arms.comparator.name}`}
          {...forest(result)}
          rows={result.effects.map((effect) => ({
            label: effectName(result, effect),
            isStrong: effect.leads,
            ...drawn(result, effect.measures[0], effect.reason),
          }))}
        />
      </div>
      <Table
        caption={words.effect}
        columns={effectColumns(result)}
        rows={result.effects}
        rowKey={({ by, adjust }) => `${by} ${adjust}`}
        isSelected={({ leads }) => leads}
      />
    </Section>
  );
}

const right = { align: 'right' as const };

function effectColumns(r: ComparisonResult): TableColumn<ComparisonEffect>[] {
  const kinds: ComparisonMeasure['measure'][] =
    r.kind === 'survival' ? ['hazard-ratio'] : ['risk-difference', 'risk-ratio'];
  const measured = (kind: (typeof kinds)[number]): TableColumn<ComparisonEffect> => ({
    key: kind,
    header: headOf(kind),
    ...right,
    cell: ({ measures, reason }) => {
      const measure = measures.find((one) => one.measure === kind);
      return measure ? wholeText(measure) : reason;
    },
  });
  return [
    {
      key: 'name',
      header: words.adjustment,
      width: '34%',
      isRowHeader: true,
      cell: (effect) => (effect.leads ? `${effectName(r, effect)} (${words.planned})` : effectName(r, effect)),
    },
    ...kinds.map(measured),
    { key: 'p', header: words.p, ...right, cell: ({ measures: [first] }) => (first ? pText(first.p) : '') },
    ...eventColumns<ComparisonEffect>(({ arms }) => arms),
  ];
}

type Counts = ComparisonEffect['arms'] | ComparisonResult['subgroups'][number]['levels'][number]['arms'];

function eventColumns<Line>(armsOf: (line: Line) => Counts | null): TableColumn<Line>[] {
  return (['treatment', 'comparator'] as const).map((side) => ({
    key: side,
    header: words[side],
    ...right,
    cell: (line: Line) => {
      const arm = armsOf(line)?.[side === 'treatment' ? 'treated' : 'comparator'];
      return arm ? words.eventsOf(formatNumber(arm.events), formatNumber(arm.n)) : '';
    },
  }));
}

function Curves({ result }: { readonly result: ComparisonResult }) {
  const title = words.curves(adjustWords[result.adjust], leadOf(result.propensities));
  const { curves, riskTimes, least } = drawnCurves(result);
  return (
    <Section title={title} note={words.drawnWhile(least.map((n) => formatNumber(n)))}>
      <SurvivalCurve
        label={`${title}: ${words.without(result.outcome)}`}
        xLabel={words.time(result.timeUnit)}
        yLabel={words.without(result.outcome)}
        ticks={riskTimes}
        atRisk={curves.map(({ atRisk }) => atRisk)}
        series={curves.map(({ name, points }) => ({
          label: name,
          points: points.map(({ time, nRisk, nEvent, nCensor, survival, lower, upper }) => ({
            time,
            atRisk: nRisk,
            events: nEvent,
            censored: nCensor,
            estimate: survival,
            lower,
            upper,
          })),
        }))}
      />
    </Section>
  );
}

function Overlap({ result }: { readonly result: ComparisonResult }) {
  const { treated, comparator } = result.arms;
  return (
    <Section title={words.overlap} note={words.overlapNote}>
      <div className={styles.pair}>
        {result.propensities.map(({ by, bins, leads }) => (
          <div key={by} className={styles.part}>
            <h3 className={styles.partTitle}>
              {capital(words.propensityBy(byWords[by]))}
              {leads && result.propensities.length > 1 ? ` (${words.used})` : ''}
            </h3>
            <OverlapHistogram
              label={`${words.propensityBy(byWords[by])}: ${treated.name}, ${comparator.name}`}
              xLabel={words.propensity}
              names={[treated.name, comparator.name]}
              bins={bins.map(({ from, to, ...bin }) => ({
                from,
                to,
                above: bin.treated.all,
                below: bin.comparator.all,
              }))}
            />
          </div>
        ))}
      </div>
      <div className={styles.narrow}>
        <Table
          caption={words.overlap}
          columns={[
            {
              key: 'by',
              header: words.propensityBy('').trim(),
              isRowHeader: true,
              cell: ({ by }) => capital(byWords[by]),
            },
            {
              key: 'auc',
              header: words.auc,
              ...right,
              cell: ({ auc }) => (auc === null ? '—' : formatDecimal(auc, 2)),
            },
            {
              key: 'treated',
              header: words.equipoise(words.treatment),
              ...right,
              cell: ({ equipoise }) => formatShare(equipoise.treated, 0),
            },
            {
              key: 'comparator',
              header: words.equipoise(words.comparator),
              ...right,
              cell: ({ equipoise }) => formatShare(equipoise.comparator, 0),
            },
          ]}
          rows={result.propensities}
          rowKey={({ by }) => by}
        />
      </div>
      <p className={styles.note}>{words.aucNote}</p>
    </Section>
  );
}

/** More lines than these are no figure any more. */
const mostDrawn = 30;

function Balance({ result }: { readonly result: ComparisonResult }) {
  const names = [words.before, ...result.propensities.map(({ by }) => words.after(byWords[by]))];
  const smd = (value: number | null | undefined) => (value == null ? '—' : formatSigned(value, 3));
  type Line = ComparisonResult['balance'][number];
  const after = ({ by }: ComparisonResult['propensities'][number]): TableColumn<Line> => ({
    key: by,
    header: words.after(byWords[by]),
    align: 'right',
    cell: (line) => smd(line.after.find((one) => one.by === by)?.smd),
  });
  return (
    <Section title={words.balance} note={words.balanceNote}>
      <div className={styles.narrow}>
        <LovePlot
          label={`${words.balance}: ${names.join(', ')}`}
          names={names}
          most={mostDrawn}
          rows={result.balance.map((line) => ({
            label: line.label,
            values: [
              line.before,
              ...result.propensities.map(({ by }) => line.after.find((one) => one.by === by)?.smd ?? null),
            ],
          }))}
        />
      </div>
      {result.balance.length > mostDrawn ? (
        <p className={styles.note}>{words.more(formatNumber(result.balance.length - mostDrawn))}</p>
      ) : null}
      <div className={styles.narrow}>
        <Table
          caption={words.balance}
          columns={[
            { key: 'label', header: words.covariate, isRowHeader: true, cell: (line: Line) => line.label },
            { key: 'before', header: words.before, align: 'right', cell: (line: Line) => smd(line.before) },
            ...result.propensities.map(after),
          ]}
          rows={result.balance}
          rowKey={({ label }) => label}
        />
      </div>
    </Section>
  );
}

const share = ({ events, n }: Counts['treated']): string => `${formatNumber(events)}/${formatNumber(n)}`;
const countsText = ({ treated, comparator }: Counts): string => words.countsOf(share(treated), share(comparator));

interface GroupLine {
  readonly label: string;
  readonly level: ComparisonResult['subgroups'][number]['levels'][number] | null;
  readonly interaction: ComparisonResult['subgroups'][number]['interaction'];
}

function Subgroups({ result }: { readonly result: ComparisonResult }) {
  const lines: GroupLine[] = result.subgroups.flatMap(({ label, levels, interaction }) => [
    { label, level: null, interaction },
    ...levels.map((one) => ({ label: `${label} ${one.name}`, level: one, interaction: null })),
  ]);
  return (
    <Section title={words.subgroups} note={words.subgroupsNote(leadOf(result.propensities))}>
      <div className={styles.narrow}>
        <ForestPlot
          label={`${words.subgroups}: ${result.subgroups.map(({ label }) => label).join(', ')}`}
          {...forest(result)}
          rows={lines.map(({ label, level: one }) =>
            one
              ? { label: one.name, counts: countsText(one.arms), ...drawn(result, one.measure, one.reason) }
              : { label, isHeading: true, text: '' },
          )}
          countsLabel={words.counts}
        />
      </div>
      <div className={styles.narrow}>
        <Table caption={words.subgroups} columns={groupColumns(result)} rows={lines} rowKey={({ label }) => label} />
      </div>
    </Section>
  );
}

function groupColumns(r: ComparisonResult): TableColumn<GroupLine>[] {
  return [
    {
      key: 'name',
      header: words.group,
      width: '30%',
      isRowHeader: true,
      cell: ({ label, level: one }) => (one ? <span className={styles.level}>{one.name}</span> : label),
    },
    {
      key: 'estimate',
      header: headOf(measureOf(r)),
      ...right,
      cell: ({ level: one }) => (one?.measure ? wholeText(one.measure) : (one?.reason ?? '')),
    },
    ...eventColumns<GroupLine>(({ level: one }) => one?.arms ?? null),
    {
      key: 'interaction',
      header: words.interaction,
      ...right,
      cell: ({ interaction }) => (interaction ? `${words.p} ${pText(interaction.p)}` : ''),
    },
  ];
}

function SmallPrint({ result }: { readonly result: ComparisonResult }) {
  const lines = [
    words.followed(result.followUp),
    words.event(result.eventReading),
    words.trim[result.trim],
    ...result.effects
      .filter(({ adjust }) => adjust === result.adjust)
      .map((effect) => words.interval(effectName(result, effect).toLowerCase(), effect.interval)),
    ...result.excluded
      .filter(({ n }) => n > 0)
      .map(({ reason, n }) => words.excluded(formatCount(n, result.unit), reason)),
    ...result.skipped.map(({ column, reason }) => words.skipped(column, reason)),
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

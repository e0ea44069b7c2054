import {
  type Counted,
  fewestNamed,
  type Release,
  type ReleaseCell,
  type ReleaseTable,
  type RestsOn,
} from '../../../contract/release.ts';
import type { ComparisonEffect, ComparisonMeasure, ComparisonResult } from './spec.ts';
import { type ComparedSide, inLevels, inTenth, whomOf, withOutcome } from './whom.ts';

/** What every screen and every page says of such a comparison. */
export const standingWords =
  'Hypothesis-generating: patients were not randomised, and what was not recorded is not adjusted for. Not advice for anybody’s treatment.';

export const adjustWords: Readonly<Record<ComparisonEffect['adjust'], string>> = {
  none: 'no adjustment',
  overlap: 'overlap weights',
  iptw: 'inverse probability weights',
  att: 'weights to the treated',
  match: 'matched pairs',
};
export const byWords: Readonly<Record<ComparisonEffect['by'], string>> = {
  none: 'crude',
  logistic: 'logistic regression',
  model: 'the model',
};
export const measureWords: Readonly<Record<ComparisonMeasure['measure'], string>> = {
  'hazard-ratio': 'hazard ratio',
  'risk-difference': 'risk difference',
  'risk-ratio': 'risk ratio',
};

type Address = [number, number];
type Counts = ComparisonResult['subgroups'][number]['levels'][number]['arms'];
type Measured = ComparisonEffect['measures'][number];
type Sizes = Readonly<Record<keyof Counts, { readonly n: number }>>;

const text = (value: string, basis?: number): ReleaseCell => ({ kind: 'text', text: value, basis });
const empty: ReleaseCell = { kind: 'empty' };
const persons = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'persons', n, who });
const events = (n: number, who: Counted): ReleaseCell => ({ kind: 'count', unit: 'events', n, who });
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string, basis?: number) => ({ label, align: 'right' as const, basis });
const statistic = (
  value: number | null,
  digits: number,
  basis: number,
  more: { readonly unit?: string; readonly rests?: RestsOn } = {},
): ReleaseCell => ({ kind: 'statistic', value, digits, basis, ...more });

/** The regression of the propensity behind an estimate or an AUC, on those of two arms; the on-device model is fitted to nobody. */
const regressed = (
  r: ComparisonResult,
  by: ComparisonEffect['by'],
  { treated, comparator }: Sizes,
): RestsOn | undefined =>
  by === 'logistic' ? { kind: 'model', n: treated.n + comparator.n, parameters: r.balance.length + 1 } : undefined;

/** Estimates rest on the events of the arm with fewest; of a risk, on those without the event as well. */
export function basisOf({ treated, comparator }: Counts, kind: ComparisonResult['kind']): number {
  const few = Math.min(treated.events, comparator.events);
  return kind === 'survival' ? few : Math.min(few, treated.n - treated.events, comparator.n - comparator.events);
}

function estimates(measure: Measured | undefined, basis: number, rests: RestsOn | undefined): ReleaseCell[] {
  if (!measure) return [empty, empty, empty];
  const isDifference = measure.measure === 'risk-difference';
  const shown = (value: number) => statistic(value * (isDifference ? 100 : 1), isDifference ? 1 : 2, basis, { rests });
  return [shown(measure.estimate), shown(measure.lower), shown(measure.upper)];
}

const ofData = (r: ComparisonResult, n: number): number | undefined => (r.source === 'table' ? n : undefined);
const level = (r: ComparisonResult) => `${Number((r.confidence * 100).toFixed(1))} %`;
const limits = (r: ComparisonResult) => [right(`Lower ${level(r)} limit`), right(`Upper ${level(r)} limit`)];
const named = ({ measure }: Measured): string =>
  measure === 'risk-difference' ? 'Risk difference (percentage points)' : capital(measureWords[measure]);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Every measure of every adjustment. Beside the first nothing else of the crude persons leaves. */
function effectsTable(r: ComparisonResult): ReleaseTable {
  const label = ({ by, adjust, leads }: ComparisonEffect): string =>
    adjust === 'none'
      ? 'Crude'
      : `${capital(adjustWords[adjust])}, propensity by ${byWords[by]}${leads ? ' (as planned)' : ''}`;
  return {
    id: 'comparison-effects',
    title: `Effect on “${r.outcome}”: ${r.arms.treated.name} against ${r.arms.comparator.name}`,
    note: standingWords,
    columns: [left('Adjustment'), left('Measure'), right('Estimate'), ...limits(r), right('p')],
    rows: r.effects.flatMap((effect) =>
      effect.measures.map((measure) => {
        const basis = basisOf(effect.arms, r.kind);
        const rests = regressed(r, effect.by, effect.arms);
        return [
          text(label(effect)),
          text(named(measure)),
          ...estimates(measure, basis, rests),
          statistic(measure.p, 4, basis, { rests }),
        ];
      }),
    ),
    relations: [],
  };
}

/** Levels that enough persons have, by name; the rest together, unnamed and without saying how many they are. */
function namedLevels(levels: ComparisonResult['subgroups'][number]['levels']) {
  const size = ({ treated, comparator }: Counts) => treated.n + comparator.n;
  const named = levels.filter(({ arms }) => size(arms) >= fewestNamed);
  const kept = named.map((one) => ({ ...one, names: [one.name], holders: size(one.arms) }));
  const rare = levels.filter(({ arms }) => size(arms) < fewestNamed);
  if (rare.length === 0) return kept;
  const together = (side: 'treated' | 'comparator') => ({
    n: rare.reduce((sum, { arms }) => sum + arms[side].n, 0),
    events: rare.reduce((sum, { arms }) => sum + arms[side].events, 0),
  });
  const arms = { treated: together('treated'), comparator: together('comparator') };
  const names = rare.map(({ name }) => name);
  return [...kept, { name: 'other, each rare', names, arms, measure: null, holders: undefined }];
}

interface Sheet {
  readonly r: ComparisonResult;
  readonly rows: ReleaseCell[][];
  readonly relations: ReleaseTable['relations'];
}

const columnsOfArm = { treated: [1, 2], comparator: [3, 4] } as const;

/**
 * A published estimate says that its group has enough events, and so how few are left for the others: where one level
 * has few, no estimate of the subgroup leaves. Levels without an event say so themselves.
 */
function subgroupBasis(levels: readonly { readonly arms: Counts }[], kind: ComparisonResult['kind']): number {
  const counts = levels.flatMap(({ arms: { treated, comparator } }) =>
    [treated, comparator].flatMap(({ n, events: had }) => (kind === 'survival' ? [n, had] : [n, had, n - had])),
  );
  const some = counts.filter((n) => n > 0);
  return some.length === 0 ? 0 : Math.min(...some);
}

/** The effect that was asked for. */
const leadOf = ({ effects }: ComparisonResult): ComparisonEffect => effects.find((one) => one.leads)!;

interface Line {
  readonly label: ReleaseCell;
  /** Who they are of all who were analysed. */
  readonly of: Counted['where'];
  readonly arms: Counts;
  readonly measure: Measured | null;
  readonly basis: number;
}

function addCounts(sheet: Sheet, { label, of, arms, measure, basis }: Line): number {
  const { r } = sheet;
  const lead = leadOf(r);
  const counts = (['treated', 'comparator'] as const).flatMap((side: ComparedSide) => [
    persons(arms[side].n, whomOf(r, side, ...of)),
    events(arms[side].events, whomOf(r, side, ...of, withOutcome(r))),
  ]);
  const row =
    sheet.rows.push([label, ...counts, ...estimates(measure ?? undefined, basis, regressed(r, lead.by, lead.arms))]) -
    1;
  for (const [n, had] of Object.values(columnsOfArm))
    sheet.relations.push({ kind: 'chain', cells: [[row, n] as Address, [row, had] as Address] });
  return row;
}

/** The parts of a column that together are everybody analysed. */
function addSum(sheet: Sheet, rows: readonly number[], columns: readonly number[]): void {
  for (const column of columns)
    sheet.relations.push({ kind: 'sum', parts: rows.map((row): Address => [row, column]), total: [0, column] });
}

/**
 * Persons and events of everybody analysed, by subgroup and by propensity, in one table: what is withheld in a part is
 * then protected in all the others. Who was trimmed or left out is not told.
 */
function countsTable(r: ComparisonResult): ReleaseTable {
  const sheet: Sheet = { r, rows: [], relations: [] };
  const lead = leadOf(r);
  addCounts(sheet, {
    label: text('All who were analysed'),
    of: [],
    arms: lead.arms,
    measure: lead.measures[0] ?? null,
    basis: basisOf(lead.arms, r.kind),
  });
  if (r.adjust === 'match') sheet.relations.push({ kind: 'sum', parts: [[0, 1]], total: [0, 3] });
  for (const { label, levels } of r.subgroups) {
    const basis = subgroupBasis(levels, r.kind);
    const rows = namedLevels(levels).map(({ name, names, holders, arms, measure }) =>
      addCounts(sheet, {
        label: text(`${label}: ${name}`, holders),
        of: [inLevels(r, label, names)],
        arms,
        measure,
        basis,
      }),
    );
    addSum(sheet, rows, [1, 2, 3, 4]);
  }
  if (r.adjust !== 'match') addPropensity(sheet);
  const { treated, comparator } = r.arms;
  const measure = lead.measures[0];
  return {
    id: 'comparison-counts',
    title: 'Who was analysed, and the effect by subgroup',
    note: `${standingWords} Subgroups were declared beforehand; each estimate by the weights of the whole comparison.`,
    columns: [
      left('Group'),
      right(`${treated.name}: persons`, ofData(r, treated.analysed)),
      right(`${treated.name}: events`, ofData(r, treated.analysed)),
      right(`${comparator.name}: persons`, ofData(r, comparator.analysed)),
      right(`${comparator.name}: events`, ofData(r, comparator.analysed)),
      right(measure ? named(measure) : 'Effect'),
      ...limits(r),
    ],
    rows: sheet.rows,
    relations: sheet.relations,
  };
}

/** Tenths of the propensity that leads. After matching the bins are of other persons than those analysed. */
function addPropensity(sheet: Sheet): void {
  const { r } = sheet;
  const { bins, by } = r.propensities[0]!;
  const rows: number[] = [];
  for (let at = 0; at < bins.length; at += 2) {
    const both = bins.slice(at, at + 2);
    const of = inTenth(r, both[0]!.from);
    const those = (side: ComparedSide) =>
      persons(
        both.reduce((sum, bin) => sum + bin[side].analysed, 0),
        whomOf(r, side, of),
      );
    const label = `Propensity by ${byWords[by]} ${both[0]!.from.toFixed(1)} to ${both.at(-1)!.to.toFixed(1)}`;
    const cells = [those('treated'), empty, those('comparator'), empty, empty, empty, empty];
    rows.push(sheet.rows.push([text(label), ...cells]) - 1);
  }
  addSum(sheet, rows, [1, 3]);
}

function overlapTable(r: ComparisonResult): ReleaseTable {
  const share = (side: 'treated' | 'comparator', value: number) => {
    const inside = Math.round(value * r.arms[side].n);
    const parts = [inside, r.arms[side].n - inside].filter((n) => n > 0);
    return statistic(value * 100, 0, Math.min(...parts), { unit: '%' });
  };
  return {
    id: 'comparison-overlap',
    title: 'How far the arms overlap',
    note:
      'Equipoise: share of an arm with a preference score between 0.3 and 0.7, who could as well have had the other. The ' +
      'regression was fitted to these very persons, which flatters its AUC; the model predicts each without having read them.',
    columns: [left('Propensity by'), right('AUC'), right('Equipoise, treatment'), right('Equipoise, comparator')],
    rows: r.propensities.map(({ by, auc, equipoise }) => [
      text(capital(byWords[by])),
      statistic(auc, 2, Math.min(r.arms.treated.n, r.arms.comparator.n), { rests: regressed(r, by, r.arms) }),
      share('treated', equipoise.treated),
      share('comparator', equipoise.comparator),
    ]),
    relations: [],
  };
}

function balanceTable(r: ComparisonResult): ReleaseTable {
  const rows = r.balance.filter(({ basis }) => basis >= fewestNamed);
  const isWhole = rows.length === r.balance.length;
  return {
    id: 'comparison-balance',
    title: 'Balance: standardised mean differences',
    note: isWhole ? '' : `Covariates that fewer than ${fewestNamed} of an arm have, or lack, are left out.`,
    columns: [
      left('Covariate'),
      right('Before'),
      ...r.propensities.map(({ by }) => right(`After, propensity by ${byWords[by]}`)),
    ],
    rows: rows.map(({ label, before, after, basis }) => [
      text(label),
      statistic(before, 2, basis),
      ...r.propensities.map(({ by }) => statistic(after.find((one) => one.by === by)?.smd ?? null, 2, basis)),
    ]),
    relations: [],
  };
}

function interactionTable(r: ComparisonResult): ReleaseTable[] {
  const tested = r.subgroups.filter(({ interaction }) => interaction !== null);
  const rests = regressed(r, leadOf(r).by, leadOf(r).arms);
  if (tested.length === 0) return [];
  return [
    {
      id: 'comparison-interaction',
      title: 'Does the effect differ between subgroups?',
      note: 'Wald test of interaction. Several tests find a difference by chance more often than one.',
      columns: [left('Subgroup'), right('Chi-square'), right('Degrees of freedom'), right('p')],
      rows: tested.map(({ label, levels, interaction }) => {
        const basis = subgroupBasis(levels, r.kind);
        const { chisq, df, p } = interaction!;
        return [
          text(label),
          statistic(chisq, 2, basis, { rests }),
          text(String(df)),
          statistic(p, 4, basis, { rests }),
        ];
      }),
      relations: [],
    },
  ];
}

function releasedCurves(r: ComparisonResult): Release['curves'] {
  if (r.curves.length === 0) return [];
  return [
    {
      id: 'comparison-curve',
      title: `Without “${r.outcome}”, ${adjustWords[r.adjust]}`,
      xLabel: `Time${r.timeUnit ? ` (${r.timeUnit})` : ''}`,
      yLabel: `Without “${r.outcome}”`,
      steps: { id: 'comparison-steps', title: 'Weighted survival by steps, with persons at risk' },
      series: r.curves.map(({ name, points }, at) => {
        const drawn = points.map(({ time, nRisk, nEvent, nCensor, survival, lower, upper }) => ({
          time,
          atRisk: nRisk,
          events: nEvent,
          censored: nCensor,
          estimate: survival,
          lower,
          upper,
        }));
        const atRisk = drawn[0]?.atRisk ?? 0;
        const origin = { time: 0, atRisk, events: 0, censored: 0, estimate: 1, lower: 1, upper: 1 };
        const who = whomOf(r, at === 0 ? 'treated' : 'comparator');
        return { label: name, who, points: drawn[0]?.time === 0 ? drawn : [origin, ...drawn] };
      }),
    },
  ];
}

/** What of a comparison may leave. Nothing in it is of a single person, and everything says what it is good for. */
export function release(result: ComparisonResult): Release {
  return {
    tables: [
      effectsTable(result),
      countsTable(result),
      overlapTable(result),
      balanceTable(result),
      ...interactionTable(result),
    ],
    curves: releasedCurves(result),
  };
}

import type { SynthesisScores } from '../../../contract/model-results.ts';
import { formatDecimal, formatNumber, Table, type TableColumn } from '../../kit/index.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { Decimal } from './numbers.tsx';

const t = modelTasksText.synthesise;

const makers = ['model', 'copula', 'independent'] as const;

interface Row {
  readonly key: string;
  readonly label: string;
  readonly values: Readonly<Record<(typeof makers)[number], number | null>>;
  /** What it would be at best, or the most or least that the gate lets out. */
  readonly beside: string;
  readonly isCount?: boolean;
}

const columnsWith = (beside: string): readonly TableColumn<Row>[] => [
  { key: 'measure', header: t.measure, isRowHeader: true, width: '40%', cell: ({ label }) => label },
  ...makers.map((maker) => ({
    key: maker,
    header: t[maker],
    align: 'right' as const,
    cell: ({ values, isCount }: Row) =>
      isCount ? formatNumber(values[maker] ?? 0) : <Decimal value={values[maker]} />,
  })),
  { key: 'beside', header: beside, align: 'right', cell: ({ beside: text }) => text },
];

type Made = SynthesisScores['model'];

const row = (scores: SynthesisScores, label: string, beside: string, of: (made: Made) => number | null): Row => ({
  key: label,
  label,
  beside,
  values: { model: of(scores.model), copula: of(scores.copula), independent: of(scores.independent) },
});

const digits = (value: number | null) => (value === null ? '' : formatDecimal(value, 3));

/** How like the real rows they are, beside simpler ways of making them and what real rows would reach; `target` in a reader's words. */
export function LikenessTable({ scores, target }: { readonly scores: SynthesisScores; readonly target: string }) {
  const { real } = scores;
  const rows = [
    row(scores, t.marginals, digits(1), ({ marginals }) => marginals),
    row(scores, t.correlations, digits(0), ({ correlations }) => correlations),
    row(scores, t.forest(target), digits(real.forest), ({ useful }) => useful.forest),
    row(scores, t.linear(target), digits(real.linear), ({ useful }) => useful.linear),
    row(scores, t.twoSample, digits(0.5), ({ twoSample }) => twoSample),
  ];
  return <Table caption={t.scores} columns={columnsWith(t.ideal)} rows={rows} rowKey={({ key }) => key} />;
}

/** What an attacker learns from them of who was read. */
export function AttackTable({ scores }: { readonly scores: SynthesisScores }) {
  const rows = [
    row(scores, t.membership, t.atMost('0.6'), ({ attack }) => attack.membership),
    row(scores, t.closest, t.atLeast('0.8'), ({ attack }) => attack.closestRatio),
    { ...row(scores, t.copies, t.atMost('0'), ({ attack }) => attack.copies), isCount: true },
  ];
  return <Table caption={t.attack} columns={columnsWith(t.limit)} rows={rows} rowKey={({ key }) => key} />;
}

import { useState } from 'react';
import type { RiskReport } from '../../../contract/risk.ts';
import { Button, Checkbox, Facts, formatNumber, formatShare, Select, Table, VerdictMark } from '../../kit/index.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { checksText } from '../../text/checks.ts';
import styles from './checks.module.css';
import { ChooseKnown } from './choose-known.tsx';
import { JobStateLine } from './job-state.tsx';
import type { Risk } from './use-risk.ts';

const t = checksText.risk;
const shown = 4;

interface RiskPanelProps {
  readonly dataset: string;
  readonly risk: Risk;
  /** Tables to choose from where the dataset has no table of persons. */
  readonly tables: readonly string[];
  readonly table: string | undefined;
  readonly onTable: (table: string) => void;
  /** Of that table, to choose from where no name tells what could be known. */
  readonly columns: readonly string[];
}

/** Does anyone stand out by what others could know: the smallest group, who is alone, and what would help. */
export function RiskPanel({ dataset, risk, tables, table, onTable, columns }: RiskPanelProps) {
  const { state, report, start, cancel } = risk;
  // Of which table the columns were chosen by hand: what is wrong then is said as it is.
  const [chosenOf, setChosenOf] = useState<string>();
  const isUnnamed =
    columns.length > 0 && chosenOf !== table && state.kind === 'failed' && state.failure.code === 'invalid_input';
  const startAnew = () => {
    setChosenOf(undefined);
    start();
  };
  const startWith = (chosen: readonly string[]) => {
    setChosenOf(table);
    start(chosen);
  };
  return (
    <section aria-label={t.title} className={styles.panel}>
      <h3 className={styles.title}>{t.title}</h3>
      {tables.length > 1 ? (
        <Select
          label={t.table}
          options={tables.map((name) => ({ value: name, label: name }))}
          value={table ?? null}
          onChange={onTable}
        />
      ) : null}
      {isUnnamed && !report ? (
        <ChooseKnown columns={columns} onAsk={startWith} />
      ) : (
        <JobStateLine
          state={state}
          job={t.job(dataset)}
          idle={t.idle}
          failed={t.failed}
          cancelled={t.cancelled}
          onStart={startAnew}
          onCancel={cancel}
        />
      )}
      {report ? <Answer dataset={dataset} report={report} onAsk={start} /> : null}
    </section>
  );
}

interface AnswerProps {
  readonly dataset: string;
  readonly report: RiskReport;
  readonly onAsk: Risk['start'];
}

function Answer({ dataset, report, onAsk }: AnswerProps) {
  const loaded = useImportFlow((s) => s.loaded);
  const decideAgain = useImportFlow((s) => s.decideAgain);
  const { verdict, summary, whole, policy } = report;
  const { own } = whole;
  const ofAll = (n: number) => t.of(formatNumber(n), formatShare(own.rows ? n / own.rows : 0));
  const below = own.below.find(({ limit }) => limit === policy.block)?.rows ?? 0;
  return (
    <>
      <p>
        <VerdictMark verdict={verdict === 'blocked' ? 'review' : verdict} word={t.verdict[verdict]} />
      </p>
      <p>{summary}</p>
      <Facts
        items={[
          [t.facts.k, formatNumber(own.k)],
          [t.facts.uniques, ofAll(own.uniques)],
          [t.facts.below(policy.block), ofAll(below)],
          [t.facts.average, formatShare(own.averageRisk)],
        ]}
      />
      <QuasiIdentifiers report={report} onAsk={onAsk} />
      {verdict === 'clear' ? null : <Steps report={report} />}
      <p className={styles.soft}>{t.advice}</p>
      {loaded?.dataset === dataset && verdict !== 'clear' ? (
        <p className={styles.buttons}>
          <Button onPress={decideAgain}>{t.decideAgain}</Button>
        </p>
      ) : null}
    </>
  );
}

/** The columns that were looked at; each can be taken out and put back. */
function QuasiIdentifiers({ report, onAsk }: Pick<AnswerProps, 'report' | 'onAsk'>) {
  const used = report.quasiIdentifiers.map(({ name }) => name);
  // Those of the first report: one that is taken out can be put back.
  const [known] = useState(used);
  const toggle = (name: string, isIn: boolean) =>
    onAsk(known.filter((one) => (one === name ? isIn : used.includes(one))));
  return (
    <fieldset className={styles.by}>
      <legend className={styles.subtitle}>{t.by}</legend>
      <div className={styles.choices}>
        {known.map((name) => (
          <Checkbox
            key={name}
            isSelected={used.includes(name)}
            isDisabled={used.length === 1 && used[0] === name}
            onChange={(isIn) => toggle(name, isIn)}
          >
            {name.replaceAll('_', ' ')}
          </Checkbox>
        ))}
      </div>
      <p className={styles.soft}>{t.byHelp}</p>
      {used.length < known.length ? (
        <Button variant="plain" onPress={() => onAsk()}>
          {t.suggested}
        </Button>
      ) : null}
    </fieldset>
  );
}

function Steps({ report: { steps, policy, whole } }: Pick<AnswerProps, 'report'>) {
  const belowIn = ({ below }: RiskReport['whole']['own']) =>
    below.find(({ limit }) => limit === policy.block)?.rows ?? 0;
  const belowOf = ({ after }: RiskReport['steps'][number]) => belowIn(after);
  const helping = steps.filter((step) => belowOf(step) < belowIn(whole.own) || step.after.uniques < whole.own.uniques);
  if (helping.length === 0) return <p className={styles.soft}>{t.noStep}</p>;
  const best = helping.toSorted((a, b) => belowOf(a) - belowOf(b) || a.after.uniques - b.after.uniques).slice(0, shown);
  return (
    <Table
      caption={t.steps}
      showCaption
      rows={best}
      rowKey={({ column, to }) => `${column} ${to}`}
      columns={[
        {
          key: 'step',
          header: t.step,
          isRowHeader: true,
          cell: ({ column, to, removed }) =>
            removed ? t.left(column.replaceAll('_', ' ')) : t.stepTo(column.replaceAll('_', ' '), to),
        },
        { key: 'uniques', header: t.uniquesAfter, align: 'right', cell: ({ after }) => formatNumber(after.uniques) },
        { key: 'below', header: t.after(policy.block), align: 'right', cell: (step) => formatNumber(belowOf(step)) },
      ]}
    />
  );
}

import type { CohortEntry } from '../../../contract/cohort.ts';
import { formatCount, NumberField, type Option, Select } from '../../kit/index.ts';
import type { ModelAnswers } from '../../state/model-form.ts';
import { modelText } from '../../text/model.ts';
import { SourceKind } from '../asking/source-kind.tsx';
import { TableSource } from '../asking/table-source.tsx';
import { generationOn } from '../cohorts/generation.ts';
import styles from './model-form.module.css';
import type { useModelQuestion } from './use-model-question.ts';

const t = modelText.ask;

type Question = ReturnType<typeof useModelQuestion>;
type Change = (change: Partial<ModelAnswers>) => void;

/** Whom to read, what to predict, how to cross-validate, and what will be used. */
export function ModelForm({ question }: { readonly question: Question }) {
  const { form, asked, table } = question;
  return (
    <div className={styles.form}>
      <SourceKind kind={asked.kind} onKind={(kind) => form.set({ kind })} />
      {asked.kind === 'cohort' ? (
        <CohortFields question={question} />
      ) : (
        <>
          <TableSource path={form.path} onPath={(path) => form.set({ path })} table={table} />
          {table.shape ? <TableFields question={question} /> : null}
        </>
      )}
      <div className={styles.numbers}>
        {asked.kind === 'cohort' ? (
          <>
            <Days label={t.from} value={asked.fromDay} onChange={(fromDay) => form.set({ fromDay })} />
            <Days label={t.to} value={asked.toDay} onChange={(toDay) => form.set({ toDay })} />
          </>
        ) : null}
        <Validation asked={asked} change={form.set} />
      </div>
    </div>
  );
}

const cohortOption = (entry: CohortEntry, dataset: string | null): Option => ({
  value: entry.name,
  label: entry.name,
  note: formatCount(generationOn(entry, dataset)?.result.persons ?? 0, 'persons'),
});

function CohortFields({ question: { form, asked, generated, dataset } }: { readonly question: Question }) {
  const options = generated.map((entry) => cohortOption(entry, dataset));
  return (
    <div className={styles.fields}>
      <Select
        label={t.cohort}
        help={t.cohortHelp}
        placeholder={t.choose}
        options={options}
        value={asked.cohort}
        onChange={(cohort) => form.set({ cohort })}
      />
      <Select
        label={t.outcome}
        help={t.outcomeHelp}
        placeholder={t.choose}
        options={options}
        value={asked.outcome}
        onChange={(outcome) => form.set({ outcome })}
      />
    </div>
  );
}

interface DaysProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (days: number) => void;
}

function Days({ label, value, onChange }: DaysProps) {
  return (
    <NumberField
      label={label}
      unit={t.days}
      minValue={0}
      maxValue={36_500}
      value={value}
      onChange={(next) => onChange(Number.isNaN(next) ? 0 : next)}
    />
  );
}

const each = '\u0000';

function TableFields({ question: { form, asked, columns } }: { readonly question: Question }) {
  const options = columns.map(({ name, type }) => ({ value: name, label: name, note: type.toLowerCase() }));
  return (
    <div className={styles.fields}>
      <Select
        label={t.target}
        help={t.targetHelp}
        placeholder={t.choose}
        options={options}
        value={asked.target}
        onChange={(target) => form.set({ target })}
      />
      <Select
        label={t.person}
        help={t.personHelp}
        options={[{ value: each, label: t.eachRow }, ...options]}
        value={asked.person ?? each}
        onChange={(person) => form.set({ person: person === each ? null : person })}
      />
    </div>
  );
}

function Validation({ asked, change }: { readonly asked: ModelAnswers; readonly change: Change }) {
  return (
    <>
      <NumberField
        label={t.folds}
        minValue={2}
        maxValue={20}
        value={asked.folds}
        onChange={(folds) => change({ folds: Number.isNaN(folds) ? 5 : folds })}
      />
      <NumberField
        label={t.repeats}
        minValue={1}
        maxValue={20}
        value={asked.repeats}
        onChange={(repeats) => change({ repeats: Number.isNaN(repeats) ? 2 : repeats })}
      />
      <NumberField
        label={t.seed}
        minValue={0}
        formatOptions={{ useGrouping: false }}
        value={asked.seed}
        onChange={(seed) => change({ seed: Number.isNaN(seed) ? 1 : seed })}
      />
    </>
  );
}

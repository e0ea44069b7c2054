import type { ReactNode } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { formatCount, NumberField, type Option, Select } from '../../kit/index.ts';
import type { ModelAnswers } from '../../state/model-form.ts';
import { modelText } from '../../text/model.ts';
import { columnOption } from '../asking/column-option.ts';
import { SourceKind } from '../asking/source-kind.tsx';
import { TableSource } from '../asking/table-source.tsx';
import { generationOn } from '../cohorts/generation.ts';
import styles from './model-form.module.css';
import type { ModelQuestion } from './use-model-question.ts';

const t = modelText.ask;

type Change = (change: Partial<ModelAnswers>) => void;

interface ModelFormProps {
  readonly question: ModelQuestion;
  /** The task's own numbers. */
  readonly numbers?: ReactNode;
  readonly extra?: ReactNode;
}

/** Whom to read, and what to predict of them where the task predicts. */
export function ModelForm({ question, numbers, extra }: ModelFormProps) {
  const { form, asked, table, needs } = question;
  const hasDays = asked.kind === 'cohort' && needs === 'target';
  return (
    <div className={styles.form}>
      <SourceKind kind={asked.kind} onKind={(kind) => form.set({ kind })} />
      {asked.kind === 'cohort' ? (
        <CohortFields question={question} />
      ) : (
        <>
          <TableSource path={asked.path} onPath={(path) => form.set({ path })} table={table} />
          {table.shape ? <TableFields question={question} /> : null}
        </>
      )}
      <div className={styles.numbers}>
        {hasDays ? (
          <>
            <Days label={t.from} value={asked.fromDay} onChange={(fromDay) => form.set({ fromDay })} />
            <Days label={t.to} value={asked.toDay} onChange={(toDay) => form.set({ toDay })} />
          </>
        ) : null}
        {numbers}
        <Whole
          label={t.seed}
          help={t.seedHelp}
          min={0}
          value={asked.seed}
          otherwise={1}
          onChange={(seed) => form.set({ seed })}
        />
      </div>
      {extra}
    </div>
  );
}

const cohortOption = (entry: CohortEntry, dataset: string | null): Option => ({
  value: entry.name,
  label: entry.name,
  note: formatCount(generationOn(entry, dataset)?.result.persons ?? 0, 'persons'),
});

function CohortFields({ question: { form, asked, generated, dataset, needs } }: { readonly question: ModelQuestion }) {
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
      {needs === 'target' ? (
        <Select
          label={t.outcome}
          help={t.outcomeHelp}
          placeholder={t.choose}
          options={options}
          value={asked.outcome}
          onChange={(outcome) => form.set({ outcome })}
        />
      ) : null}
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

function TableFields({ question: { form, asked, columns, needs } }: { readonly question: ModelQuestion }) {
  const options = columns.map(columnOption);
  return (
    <div className={styles.fields}>
      {needs === 'target' ? (
        <Select
          label={t.target}
          help={t.targetHelp}
          placeholder={t.choose}
          options={options}
          value={asked.target}
          onChange={(target) => form.set({ target })}
        />
      ) : null}
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

interface WholeProps {
  readonly label: string;
  readonly help?: string;
  readonly min: number;
  readonly max?: number;
  readonly value: number;
  /** What an emptied field means. */
  readonly otherwise: number;
  readonly onChange: (value: number) => void;
}

/** A whole number of a task. */
export function Whole({ min, max, otherwise, onChange, ...rest }: WholeProps) {
  return (
    <NumberField
      {...rest}
      minValue={min}
      maxValue={max}
      formatOptions={{ useGrouping: false }}
      onChange={(next) => onChange(Number.isNaN(next) ? otherwise : next)}
    />
  );
}

/** Into how many folds persons are divided, and how often. */
export function Validation({ asked, change }: { readonly asked: ModelAnswers; readonly change: Change }) {
  return (
    <>
      <Whole
        label={t.folds}
        help={t.foldsHelp}
        min={2}
        max={20}
        value={asked.folds}
        otherwise={5}
        onChange={(folds) => change({ folds })}
      />
      <Whole
        label={t.repeats}
        help={t.repeatsHelp}
        min={1}
        max={20}
        value={asked.repeats}
        otherwise={2}
        onChange={(repeats) => change({ repeats })}
      />
    </>
  );
}

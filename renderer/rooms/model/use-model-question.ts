import { useMemo } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import type { ModelSource } from '../../../contract/model.ts';
import type { RowsSource } from '../../../contract/model-tasks.ts';
import { type ModelAnswers, useModelForm } from '../../state/model-form.ts';
import { useSession } from '../../state/session.ts';
import { modelText as t } from '../../text/model.ts';
import { useSource } from '../asking/use-source.ts';
import { generationOn } from '../cohorts/generation.ts';

/** `target`: something is predicted. `rows`: only the rows themselves are read. */
export type Needs = 'target' | 'rows';

const none: readonly string[] = [];
const kinds = ['cohort', 'table'] as const;

/** The question as it stands: what was chosen and is still there, and what is missing before it can be run. */
export function useModelQuestion(entries: readonly CohortEntry[], needs: Needs) {
  const form = useModelForm();
  const dataset = useSession((s) => s.dataset);
  const { kind = 'cohort', path, table } = useSource(form, kinds);
  const generated = useMemo(() => entries.filter((entry) => generationOn(entry, dataset)), [entries, dataset]);
  const columns = useMemo(() => table.shape?.columns ?? [], [table.shape]);
  const asked = useMemo(
    () => stillThere({ ...form, kind, path }, generated, columns),
    [form, kind, path, generated, columns],
  );
  const missing = whatIsMissing(asked, table.shape !== null, needs);
  const place = kind === 'table' ? `table ${path}` : `cohort ${dataset} ${asked.cohort}`;
  const leftOut = form.leftOut[place] ?? none;
  const leaveOut = (names: readonly string[]) => form.leaveOut(place, names);
  return { form, asked, dataset, generated, columns, table, missing, needs, leftOut, leaveOut };
}

export type ModelQuestion = ReturnType<typeof useModelQuestion>;

/** The answers without names of cohorts or columns that are gone. */
export function stillThere(
  answers: ModelAnswers,
  generated: readonly { readonly name: string }[],
  columns: readonly { readonly name: string }[],
): ModelAnswers {
  const known = (list: readonly { readonly name: string }[], name: string | null) =>
    list.some((one) => one.name === name) ? name : null;
  return {
    ...answers,
    cohort: known(generated, answers.cohort),
    outcome: known(generated, answers.outcome),
    target: known(columns, answers.target),
    person: known(columns, answers.person),
  };
}

/** What has to be chosen before the model can be asked; null when nothing. */
export function whatIsMissing(asked: ModelAnswers, hasTable: boolean, needs: Needs = 'target'): string | null {
  if (asked.kind === 'table') {
    if (!hasTable) return t.missing.table;
    return needs === 'target' && asked.target === null ? t.missing.target : null;
  }
  if (asked.cohort === null) return t.missing.cohort;
  if (needs === 'rows') return null;
  if (asked.outcome === null) return t.missing.outcome;
  if (asked.outcome === asked.cohort) return t.missing.same;
  return asked.toDay < asked.fromDay ? t.missing.window : null;
}

type Asked = Pick<ModelQuestion, 'asked' | 'dataset' | 'leftOut' | 'columns'>;

/** A table refuses names that it has not; the column to predict and the person's are named elsewhere. */
const excluded = ({ asked, leftOut, columns }: Asked, needs: Needs) =>
  leftOut.filter(
    (name) =>
      columns.some((column) => column.name === name) &&
      name !== asked.person &&
      (needs === 'rows' || name !== asked.target),
  );

/** What is to be predicted, of whom, as the contract takes it. */
export function targetSource(question: Asked): ModelSource {
  const { kind, path, target, person, cohort, outcome, fromDay, toDay } = question.asked;
  if (kind === 'table')
    return { kind, path, target: target ?? '', person: person ?? undefined, exclude: excluded(question, 'target') };
  return {
    kind,
    dataset: question.dataset ?? undefined,
    cohort: cohort ?? '',
    outcome: { cohort: outcome ?? '', fromDay, toDay },
    ...(question.leftOut.length > 0 ? { exclude: [...question.leftOut] } : {}),
  };
}

/** Whose rows, as the contract takes it. */
export function rowsSource(question: Asked): RowsSource {
  const { kind, path, person, cohort } = question.asked;
  if (kind === 'table') return { kind, path, person: person ?? undefined, exclude: excluded(question, 'rows') };
  return {
    kind,
    dataset: question.dataset ?? undefined,
    cohort: cohort ?? '',
    ...(question.leftOut.length > 0 ? { exclude: [...question.leftOut] } : {}),
  };
}

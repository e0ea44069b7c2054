import { useMemo } from 'react';
import type { CohortEntry } from '../../../contract/cohort.ts';
import type { Input } from '../../../contract/index.ts';
import { type ModelAnswers, useModelForm } from '../../state/model-form.ts';
import { useSession } from '../../state/session.ts';
import { modelText as t } from '../../text/model.ts';
import { useTableColumns } from '../asking/table-source.tsx';
import { generationOn } from '../cohorts/generation.ts';

/** The question as it stands: what was chosen and is still there, and what is missing before it can be run. */
export function useModelQuestion(entries: readonly CohortEntry[]) {
  const form = useModelForm();
  const dataset = useSession((s) => s.dataset);
  const table = useTableColumns(form.kind === 'table' ? form.path : '');
  const generated = useMemo(() => entries.filter((entry) => generationOn(entry, dataset)), [entries, dataset]);
  const columns = useMemo(() => table.shape?.columns ?? [], [table.shape]);
  const asked = useMemo(() => stillThere(form, generated, columns), [form, generated, columns]);
  const missing = whatIsMissing(asked, table.shape !== null);
  return { form, asked, dataset, generated, columns, table, missing };
}

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

/** What has to be chosen before the model can be evaluated; null when nothing. */
export function whatIsMissing(asked: ModelAnswers, hasTable: boolean): string | null {
  if (asked.kind === 'table') {
    if (!hasTable) return t.missing.table;
    return asked.target === null ? t.missing.target : null;
  }
  if (asked.cohort === null) return t.missing.cohort;
  if (asked.outcome === null) return t.missing.outcome;
  if (asked.outcome === asked.cohort) return t.missing.same;
  return asked.toDay < asked.fromDay ? t.missing.window : null;
}

/** The question as the contract takes it. */
export function evaluateInput(asked: ModelAnswers, dataset: string | null): Input<'model.evaluate'> {
  const { folds, repeats, seed } = asked;
  return { source: sourceOf(asked, dataset), folds, repeats, seed, explain: true };
}

function sourceOf(asked: ModelAnswers, dataset: string | null): Input<'model.evaluate'>['source'] {
  const { kind, path, target, person, cohort, outcome, fromDay, toDay } = asked;
  if (kind === 'table') return { kind, path, target: target ?? '', person: person ?? undefined };
  return {
    kind,
    dataset: dataset ?? undefined,
    cohort: cohort ?? '',
    outcome: { cohort: outcome ?? '', fromDay, toDay },
  };
}

import { useMemo } from 'react';
import type { AnalysisSource, AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { type FieldValues, type SourceKind, useAnalysisForm } from '../../state/analysis-form.ts';
import { usePlainDataset } from '../../state/plain-dataset.ts';
import { useSession } from '../../state/session.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { useSource } from '../asking/use-source.ts';
import { generationOn } from '../cohorts/generation.ts';
import { fieldsOf, missingFields, onlyKnown, paramsOf } from './param-values.ts';

const untouched: FieldValues = {};

/** What is being asked: source, fields and their values, and what is still missing before it can be run. */
export function useAnalysisQuestion(analysis: AnalysisSummary, entries: readonly CohortEntry[]) {
  const form = useAnalysisForm();
  const dataset = useSession((s) => s.dataset);
  const plain = usePlainDataset();
  const { kind = 'cohort', path, table } = useSource(form, analysis.sources);
  const slot = `${analysis.name} ${kind}`;
  const typed = form.values[slot] ?? untouched;

  const generated = useMemo(
    () => entries.filter((entry) => generationOn(entry, dataset)).map(({ name }) => name),
    [entries, dataset],
  );
  const cohorts = useMemo(
    () => form.cohorts.filter((name) => generated.includes(name)).slice(0, analysis.cohorts.max),
    [form.cohorts, generated, analysis],
  );
  const columns = useMemo(() => table.shape?.columns ?? [], [table.shape]);
  const fields = fieldsOf(analysis, kind);
  const values = useMemo(
    () => onlyKnown(fields, typed, { columns: columns.map(({ name }) => name), cohorts: generated }),
    [fields, typed, columns, generated],
  );
  const missing = whyNotRun({
    analysis,
    kind,
    plain,
    hasData: dataset !== null,
    cohorts,
    hasTable: table.shape !== null,
    labels: missingFields(fields, values),
  });
  const source = sourceOf(kind, path, dataset, cohorts);
  return {
    kind,
    path,
    plain,
    slot,
    fields,
    values,
    cohorts,
    generated,
    columns,
    table,
    dataset,
    missing,
    source,
    params: paramsOf(fields, values),
  };
}

function sourceOf(kind: SourceKind, path: string, dataset: string | null, cohorts: readonly string[]): AnalysisSource {
  if (kind === 'table') return { kind, path };
  const of = { dataset: dataset ?? undefined };
  return kind === 'cohort' ? { kind, ...of, cohorts: [...cohorts] } : { kind, ...of };
}

interface Asked {
  readonly analysis: AnalysisSummary;
  readonly kind: SourceKind;
  /** The dataset where it holds plain tables; null where it is OMOP. */
  readonly plain: string | null;
  /** Whether the study holds any data. */
  readonly hasData: boolean;
  readonly cohorts: readonly string[];
  readonly hasTable: boolean;
  readonly labels: readonly string[];
}

/** What has to be chosen before it can run; null when nothing. */
export function whyNotRun({ analysis, kind, plain, hasData, cohorts, hasTable, labels }: Asked): string | null {
  if (kind !== 'table' && !hasData) return t.missing.data;
  if (kind !== 'table' && plain !== null) return t.missing.omop(analysis.title, plain);
  if (kind === 'cohort' && cohorts.length < Math.max(1, analysis.cohorts.min))
    return t.missing.cohorts(Math.max(1, analysis.cohorts.min));
  if (kind === 'table' && !hasTable) return t.missing.table;
  return labels.length > 0 ? t.missing.fields(labels) : null;
}

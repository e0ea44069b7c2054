import type { AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { RadioGroup } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { SourceKind } from '../asking/source-kind.tsx';
import { TableSource } from '../asking/table-source.tsx';
import styles from './analysis-form.module.css';
import { CohortsInput } from './cohorts-input.tsx';
import { ParamInput } from './param-input.tsx';
import { fieldValue } from './param-values.ts';
import type { useAnalysisQuestion } from './use-analysis-question.ts';

interface AnalysisFormProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly analysis: AnalysisSummary;
  readonly entries: readonly CohortEntry[];
  readonly question: ReturnType<typeof useAnalysisQuestion>;
}

/** Which analysis, of what, and its parameters. */
export function AnalysisForm({ analyses, analysis, entries, question }: AnalysisFormProps) {
  const form = useAnalysisForm();
  const { kind, slot, fields, values, cohorts, generated, columns, table, dataset } = question;
  const hasFields = fields.length > 0 && (kind !== 'table' || table.shape !== null);
  return (
    <div className={styles.form}>
      <div className={styles.what}>
        <RadioGroup
          label={t.analysis}
          options={analyses.map(({ name, title, summary }) => ({ value: name, label: title, note: `· ${summary}` }))}
          value={analysis.name}
          onChange={form.chooseAnalysis}
        />
        {analysis.sources.length > 1 && kind !== 'dataset' ? <SourceKind kind={kind} onKind={form.chooseKind} /> : null}
      </div>
      {kind === 'cohort' ? (
        <CohortsInput
          entries={entries}
          dataset={dataset}
          min={analysis.cohorts.min}
          max={analysis.cohorts.max}
          value={cohorts}
          onChange={form.chooseCohorts}
        />
      ) : kind === 'table' ? (
        <TableSource path={form.path} onPath={form.choosePath} table={table} />
      ) : null}
      {hasFields ? (
        <div className={styles.fields}>
          {fields.map((field) => (
            <ParamInput
              key={`${slot} ${field.key}`}
              field={field}
              value={fieldValue(field, values)}
              columns={columns}
              cohorts={generated}
              onChange={(value) => form.fill(slot, field.key, value)}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

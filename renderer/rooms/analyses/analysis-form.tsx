import type { AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { TableSource } from '../asking/table-source.tsx';
import { AnalysisChoice } from './analysis-choice.tsx';
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
  const { kind, path, slot, fields, values, cohorts, generated, columns, table, dataset } = question;
  const hasFields = fields.length > 0 && (kind !== 'table' || table.shape !== null);
  return (
    <div className={styles.form}>
      <AnalysisChoice analyses={analyses} analysis={analysis} kind={kind} />
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
        <TableSource path={path} onPath={form.choosePath} table={table} />
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

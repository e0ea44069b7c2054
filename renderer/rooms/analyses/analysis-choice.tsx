import type { AnalysisSummary } from '../../../contract/analysis.ts';
import { RadioGroup } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { SourceKind } from '../asking/source-kind.tsx';
import styles from './analysis-form.module.css';
import type { useAnalysisQuestion } from './use-analysis-question.ts';

interface AnalysisChoiceProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly analysis: AnalysisSummary;
  readonly kind: ReturnType<typeof useAnalysisQuestion>['kind'];
}

/** Which analysis, and from where it reads. */
export function AnalysisChoice({ analyses, analysis, kind }: AnalysisChoiceProps) {
  const form = useAnalysisForm();
  return (
    <div className={styles.what}>
      <RadioGroup
        label={t.analysis}
        options={analyses.map(({ name, title, summary }) => ({ value: name, label: title, note: `· ${summary}` }))}
        value={analysis.name}
        onChange={form.chooseAnalysis}
      />
      {analysis.sources.length > 1 && kind !== 'dataset' ? <SourceKind kind={kind} onKind={form.chooseKind} /> : null}
    </div>
  );
}

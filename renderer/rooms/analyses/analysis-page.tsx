import type { AnalysisSummary } from '../../../contract/analysis.ts';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { useJob } from '../../backend/use-job.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { Asked } from '../asking/asked.tsx';
import { AnalysisChoice } from './analysis-choice.tsx';
import formStyles from './analysis-form.module.css';
import { AnalysisForm } from './analysis-form.tsx';
import { AnalysisResult } from './analysis-result.tsx';
import { CannotAsk } from './cannot-ask.tsx';
import { useAnalysisQuestion } from './use-analysis-question.ts';

interface AnalysisPageProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly analysis: AnalysisSummary;
  readonly entries: readonly CohortEntry[];
}

/** What is asked of cohorts or a table, and its answer. */
export function AnalysisPage({ analyses, analysis, entries }: AnalysisPageProps) {
  const question = useAnalysisQuestion(analysis, entries);
  const { kind, plain, generated, missing, source, params } = question;
  const job = useJob('analysis.run', analysis.name);
  const isOpen = useAnalysisForm((s) => s.isOpen);
  const setOpen = useAnalysisForm((s) => s.setOpen);
  const canAsk = kind === 'table' || (plain === null && (kind === 'dataset' || generated.length > 0));
  return (
    <Asked
      id="analyses.run"
      group={t.group}
      job={job}
      input={{ name: analysis.name, source, params }}
      words={{ run: t.run(analysis.title), job: t.job(analysis.title), failed: t.runFailed, cancelled: t.cancelled }}
      missing={missing}
      summary={({ title }) => title}
      fold={[isOpen, setOpen]}
      form={<AnalysisForm analyses={analyses} analysis={analysis} entries={entries} question={question} />}
      instead={
        canAsk ? null : (
          <div className={formStyles.form}>
            <AnalysisChoice analyses={analyses} analysis={analysis} kind={kind} />
            <CannotAsk analyses={analyses} analysis={analysis} plain={plain} />
          </div>
        )
      }
    >
      {(answer) => <AnalysisResult key={answer.run} run={answer} analysis={analysis} />}
    </Asked>
  );
}

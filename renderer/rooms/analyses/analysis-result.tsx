import { Suspense } from 'react';
import type { AnalysisRun, AnalysisSummary } from '../../../contract/analysis.ts';
import { Code, formatDuration, Loading } from '../../kit/index.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { Answer } from '../asking/answer.tsx';
import { viewOf } from './analysis-views.ts';

const w = t.result;

interface AnalysisResultProps {
  readonly run: AnalysisRun;
  readonly analysis: AnalysisSummary;
}

/** The answer of an analysis, with its own figures and tables. */
export function AnalysisResult({ run, analysis }: AnalysisResultProps) {
  return (
    <Answer
      kind={w.kind}
      title={run.title}
      sentence={run.sentence}
      kept={run.run}
      method={analysis.method}
      facts={[
        [w.analysis, analysis.title],
        [w.elapsed, formatDuration(run.elapsedMs)],
      ]}
      sql={run.sql}
    >
      <Suspense fallback={<Loading what={w.drawing} />}>
        <Drawn run={run} />
      </Suspense>
    </Answer>
  );
}

function Drawn({ run: { name, result } }: { readonly run: AnalysisRun }) {
  const View = viewOf(name);
  return View ? (
    <View result={result} />
  ) : (
    <Code text={JSON.stringify(result, null, 2)} language="plain" label={w.raw} />
  );
}

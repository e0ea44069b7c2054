import { FilePlus2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { AnalysisRun, AnalysisSummary } from '../../../contract/analysis.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Button, Code, Facts, formatDuration, Loading, Section, Sentence } from '../../kit/index.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { AddFinding } from '../findings/add-finding.tsx';
import styles from './analysis-result.module.css';
import { viewOf } from './analysis-views.ts';

const w = t.result;

interface AnalysisResultProps {
  readonly run: AnalysisRun;
  readonly analysis: AnalysisSummary;
}

/** The answer as a sentence, the analysis' own figures and tables, and how it is computed. */
export function AnalysisResult({ run, analysis }: AnalysisResultProps) {
  const [isAdding, setAdding] = useState(false);
  return (
    <article aria-label={run.title} className={styles.result}>
      <header className={styles.answer}>
        <Sentence>{run.sentence}</Sentence>
        <Button icon={FilePlus2} unavailable={run.run === null ? w.notKept : null} onPress={() => setAdding(true)}>
          {w.add}
        </Button>
      </header>
      <Suspense fallback={<Loading what={w.drawing} />}>
        <Drawn run={run} />
      </Suspense>
      <Section title={w.method}>
        <p className={styles.method}>{analysis.method}</p>
      </Section>
      <Inspect
        kind={w.kind}
        title={run.title}
        made={
          <Facts
            items={[
              [w.analysis, analysis.title],
              [w.elapsed, formatDuration(run.elapsedMs)],
              ...(run.run ? [[w.run, run.run] as const] : []),
            ]}
          />
        }
        sql={run.sql}
      />
      {isAdding && run.run ? <AddFinding run={run.run} onClose={() => setAdding(false)} /> : null}
    </article>
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

import type { AnalysisSummary } from '../../../contract/analysis.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { NoCohorts } from '../asking/no-cohorts.tsx';

interface CannotAskProps {
  readonly analyses: readonly AnalysisSummary[];
  readonly analysis: AnalysisSummary;
  /** The dataset where it holds plain tables; null where it is OMOP. */
  readonly plain: string | null;
}

const readsTables = ({ sources }: AnalysisSummary): boolean => sources.includes('table');

/** What is missing before this analysis can be asked, and where to find it. */
export function CannotAsk({ analyses, analysis, plain }: CannotAskProps) {
  const chooseKind = useAnalysisForm((s) => s.chooseKind);
  const others = analyses.filter(readsTables).map(({ title }) => title);
  const words =
    plain === null
      ? t.empty
      : { title: t.plain.title(analysis.title), why: t.plain.why(plain, readsTables(analysis) ? [] : others) };
  return (
    <NoCohorts {...words} isOmop={plain === null} onTable={readsTables(analysis) ? () => chooseKind('table') : null} />
  );
}

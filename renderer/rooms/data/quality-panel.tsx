import type { CheckResult, DataQualityResult } from '../../../core/analyses/data-quality/spec.ts';
import { Button, formatCount, formatNumber, formatShare, VerdictMark } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { useSession } from '../../state/session.ts';
import { checksText } from '../../text/checks.ts';
import styles from './checks.module.css';
import { JobStateLine } from './job-state.tsx';
import { answerOf, type Quality } from './use-quality.ts';

const t = checksText.quality;
const shown = 4;
const categories = ['conformance', 'completeness', 'plausibility'] as const;

/** Is the dataset what its tables promise: how many checks fail, of what kind, the worst by name. */
export function QualityPanel({ dataset, quality }: { readonly dataset: string; readonly quality: Quality }) {
  const { state, start, cancel } = quality;
  const run = answerOf(state);
  return (
    <section aria-label={t.title} className={styles.panel}>
      <h3 className={styles.title}>{t.title}</h3>
      <JobStateLine
        state={state}
        job={t.job(dataset)}
        idle={t.idle}
        failed={t.failed}
        cancelled={t.cancelled}
        onStart={start}
        onCancel={cancel}
      />
      {run ? <Answer sentence={run.sentence} result={run.result as DataQualityResult} onAgain={start} /> : null}
    </section>
  );
}

interface AnswerProps {
  readonly sentence: string;
  readonly result: DataQualityResult;
  readonly onAgain: () => void;
}

function Answer({ sentence, result, onAgain }: AnswerProps) {
  const goTo = useSession((s) => s.goTo);
  const chooseAnalysis = useAnalysisForm((s) => s.chooseAnalysis);
  const failed = result.checks.filter(({ status }) => status === 'failed');
  const seeAll = () => {
    chooseAnalysis('data-quality');
    goTo('analyses');
  };
  return (
    <>
      <p>
        <VerdictMark
          verdict={failed.length === 0 ? 'clear' : 'review'}
          word={failed.length === 0 ? t.passed : t.some(formatCount(failed.length, 'checks'))}
        />
      </p>
      <p>{sentence}</p>
      <dl className={styles.kinds}>
        {categories.map((category) => (
          <Kind key={category} category={category} checks={result.checks} />
        ))}
      </dl>
      {failed.length > 0 ? <Worst failed={failed} /> : null}
      {result.notes.map((note) => (
        <p key={note} className={styles.soft}>
          {note}
        </p>
      ))}
      <p className={styles.buttons}>
        <Button onPress={seeAll}>{t.all}</Button>
        <Button variant="plain" onPress={onAgain}>
          {checksText.again}
        </Button>
      </p>
    </>
  );
}

interface KindProps {
  readonly category: (typeof categories)[number];
  readonly checks: readonly CheckResult[];
}

function Kind({ category, checks }: KindProps) {
  const of = checks.filter((check) => check.category === category && check.status !== 'not applicable');
  const failed = of.filter(({ status }) => status === 'failed').length;
  return (
    <div>
      <dt>{t.names[category]}</dt>
      <dd className={failed > 0 ? styles.some : undefined}>
        {of.length === 0 ? t.none : t.ofAll(formatNumber(failed), formatNumber(of.length))}
      </dd>
      <dd className={styles.soft}>{t.meaning[category]}</dd>
    </div>
  );
}

const shareText = (share: number) => formatShare(share, share > 0 && share < 0.001 ? 4 : 1);

function Worst({ failed }: { readonly failed: readonly CheckResult[] }) {
  return (
    <>
      <h4 className={styles.subtitle}>{t.worst}</h4>
      <ul className={styles.worst}>
        {failed.slice(0, shown).map(({ id, table, rule, failed: rows, of, share }) => (
          <li key={id}>
            <span>
              <code>{table}</code> {rule}
            </span>
            <span className={styles.figure}>{t.rows(formatNumber(rows), formatNumber(of), shareText(share))}</span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>{t.fix}</p>
    </>
  );
}

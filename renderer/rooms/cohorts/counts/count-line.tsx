import { Calculator, RotateCcw } from 'lucide-react';
import { assertNever } from '../../../../contract/failure.ts';
import { Button, FailureNote, formatDuration } from '../../../kit/index.ts';
import { editorText } from '../../../text/cohort-editor.ts';
import styles from './count-line.module.css';
import type { LiveCounts } from './use-live-counts.ts';

const t = editorText.counts;

interface CountLineProps {
  readonly live: LiveCounts;
  readonly dataset: string | null;
}

/** How fresh the numbers beside the definition are, and what can be done about it. */
export function CountLine({ live, dataset }: CountLineProps) {
  const { state, latest, count, cancel } = live;
  const before = latest ? ` ${t.asOfBefore}` : '';
  switch (state.kind) {
    case 'impossible':
      return <p className={styles.line}>{t.impossible[state.why]}</p>;
    case 'current':
      return <p className={styles.line}>{t.upToDate(dataset ?? '', formatDuration(latest?.elapsedMs ?? 0))}</p>;
    case 'soon':
    case 'counting':
      return (
        <div className={styles.line}>
          <span role="status">
            {t.counting}
            {before}
          </span>
          {state.kind === 'counting' ? (
            <Button variant="plain" onPress={cancel} className={styles.button}>
              {t.cancel}
            </Button>
          ) : null}
        </div>
      );
    case 'waiting':
      return (
        <div className={styles.line}>
          <Button icon={Calculator} onPress={count} className={styles.button}>
            {t.count}
          </Button>
          <span>
            {latest && latest.elapsedMs > 2000 ? t.slow(formatDuration(latest.elapsedMs)) : ''}
            {before}
          </span>
        </div>
      );
    case 'failed':
      return <p className={styles.line}>{latest ? t.asOfBefore : ''}</p>;
    default:
      return assertNever(state, 'state of a count');
  }
}

/** Why the last count has no numbers. */
export function CountFailure({ live: { state, count } }: { readonly live: LiveCounts }) {
  if (state.kind !== 'failed') return null;
  const again = (
    <Button icon={RotateCcw} onPress={count}>
      {t.again}
    </Button>
  );
  return <FailureNote failure={state.failure} title={t.failed} actions={again} />;
}

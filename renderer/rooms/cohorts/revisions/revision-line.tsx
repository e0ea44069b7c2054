import { useState } from 'react';
import type { Revision } from '../../../../contract/cohort.ts';
import { Button, formatMoment } from '../../../kit/index.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import { DifferenceView } from './difference-view.tsx';
import { revisionName } from './revision-name.ts';
import styles from './revisions.module.css';

const w = t.revisions;

interface RevisionLineProps {
  readonly cohort: string;
  readonly revision: Revision;
  readonly readOnly: string | null;
  readonly onRestore: () => void;
}

/** One revision: when, under which name, what it gave; what changed since, and the way back to it. */
export function RevisionLine({ cohort, revision, readOnly, onRestore }: RevisionLineProps) {
  const [isShown, setShown] = useState(false);
  const { at, label, generated, isPresent, id } = revision;
  const name = revisionName(revision);
  return (
    <li className={styles.revision}>
      <div className={styles.head}>
        <div className={styles.words}>
          <p className={styles.label}>
            {label ?? w.generated}
            {isPresent ? <span className={styles.present}>{w.present}</span> : null}
          </p>
          <p className={styles.facts}>
            <time dateTime={at}>{formatMoment(at)}</time>
            {' · '}
            {generated.length === 0
              ? w.noCounts
              : generated.map(({ dataset, persons }) => w.counts(persons, dataset)).join(', ')}
          </p>
        </div>
        <div className={styles.acts}>
          <Button
            variant="plain"
            aria-expanded={isShown}
            aria-label={isShown ? undefined : w.showOf(name)}
            unavailable={isPresent ? w.isPresent : null}
            onPress={() => setShown(!isShown)}
          >
            {isShown ? w.hide : w.show}
          </Button>
          <Button aria-label={w.restoreOf(name)} unavailable={isPresent ? w.isPresent : readOnly} onPress={onRestore}>
            {w.restore}
          </Button>
        </div>
      </div>
      {isShown ? (
        <DifferenceView
          before={{ name: cohort, revision: id }}
          after={{ name: cohort }}
          beforeName={name}
          afterName={t.difference.present}
        />
      ) : null}
    </li>
  );
}

import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CohortProblem } from '../../../contract/cohort.ts';
import { Button, classNames } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './problems.module.css';

const severities = ['invalid', 'unsupported', 'warning'] as const;
const icons = { invalid: OctagonAlert, unsupported: TriangleAlert, warning: Info } as const;

interface ProblemsProps {
  readonly problems: readonly CohortProblem[];
  /** Goes to the line that a problem speaks of. */
  readonly onGoTo?: ((path: string) => void) | undefined;
}

/** What the check says, by weight, each with its place in the definition. */
export function Problems({ problems, onGoTo }: ProblemsProps) {
  return (
    <div className={styles.problems}>
      {severities.map((severity) => {
        const own = problems.filter((problem) => problem.severity === severity);
        return own.length > 0 ? <Group key={severity} severity={severity} problems={own} onGoTo={onGoTo} /> : null;
      })}
    </div>
  );
}

/** Longer lists are folded: the definition below them is what one came for. */
const few = 3;

interface GroupProps extends ProblemsProps {
  readonly severity: (typeof severities)[number];
}

function Group({ severity, problems, onGoTo }: GroupProps) {
  const Icon = icons[severity];
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || problems.length <= few + 1 ? problems : problems.slice(0, few);
  return (
    <section className={classNames(styles.group, styles[severity])}>
      <h3 className={styles.heading}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        {t.problems.headings[severity]}
      </h3>
      <ul className={styles.list}>
        {shown.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {message}{' '}
            {onGoTo ? (
              <button type="button" title={path} className={styles.goTo} onClick={() => onGoTo(path)}>
                {t.problems.goTo}
              </button>
            ) : (
              <code className={styles.path}>{path}</code>
            )}
          </li>
        ))}
      </ul>
      {shown.length < problems.length ? (
        <Button variant="plain" className={styles.all} onPress={() => setWhole(true)}>
          {t.problems.all(problems.length)}
        </Button>
      ) : null}
      {severity === 'unsupported' ? <p className={styles.note}>{t.problems.note}</p> : null}
    </section>
  );
}

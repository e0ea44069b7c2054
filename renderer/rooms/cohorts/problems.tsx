import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { CohortProblem } from '../../../contract/cohort.ts';
import { classNames } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './problems.module.css';

const severities = ['invalid', 'unsupported', 'warning'] as const;
const icons = { invalid: OctagonAlert, unsupported: TriangleAlert, warning: Info } as const;

/** What the check says, by weight, each with its place in the definition. */
export function Problems({ problems }: { readonly problems: readonly CohortProblem[] }) {
  return (
    <div className={styles.problems}>
      {severities.map((severity) => {
        const own = problems.filter((problem) => problem.severity === severity);
        return own.length > 0 ? <Group key={severity} severity={severity} problems={own} /> : null;
      })}
    </div>
  );
}

interface GroupProps {
  readonly severity: (typeof severities)[number];
  readonly problems: readonly CohortProblem[];
}

function Group({ severity, problems }: GroupProps) {
  const Icon = icons[severity];
  return (
    <section className={classNames(styles.group, styles[severity])}>
      <h3 className={styles.heading}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        {t.problems.headings[severity]}
      </h3>
      <ul className={styles.list}>
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {message} <code className={styles.path}>{path}</code>
          </li>
        ))}
      </ul>
      {severity === 'unsupported' ? <p className={styles.note}>{t.problems.note}</p> : null}
    </section>
  );
}

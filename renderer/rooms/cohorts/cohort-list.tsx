import { useEffect, useMemo, useRef } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import type { CohortEntry } from '../../../contract/cohort.ts';
import { classNames, formatCount } from '../../kit/index.ts';
import side from '../../kit/side-list.module.css';
import { useJobs } from '../../state/jobs.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import styles from './cohort-list.module.css';
import { generationOn, runningNames } from './generation.ts';

interface CohortListProps {
  readonly entries: readonly CohortEntry[];
  readonly dataset: string | null;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** The study's cohorts: name, persons, and whether they are of the present definition. */
export function CohortList({ entries, dataset, chosen, onChoose }: CohortListProps) {
  const jobs = useJobs((s) => s.jobs);
  const running = useMemo(() => runningNames(jobs), [jobs]);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen elsewhere is brought into view
  useEffect(() => {
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <ListBox
      ref={list}
      aria-label={t.list}
      items={entries.map((entry) => ({ entry, id: entry.name }))}
      dependencies={[dataset, running]}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(String(key));
      }}
      className={side.list}
    >
      {({ entry }) => (
        <ListBoxItem textValue={entry.name} className={side.item}>
          <Text slot="label" className={side.name}>
            {entry.name}
          </Text>
          <State entry={entry} dataset={dataset} isRunning={running.has(entry.name)} />
        </ListBoxItem>
      )}
    </ListBox>
  );
}

interface StateProps {
  readonly entry: CohortEntry;
  readonly dataset: string | null;
  readonly isRunning: boolean;
}

function State({ entry, dataset, isRunning }: StateProps) {
  const made = generationOn(entry, dataset);
  const persons = made ? formatCount(made.result.persons, 'persons') : null;
  const word = isRunning ? t.states.running : made ? (made.stale ? t.states.stale : null) : t.states.none;
  return (
    <Text slot="description" className={side.state}>
      {persons ? <span className={styles.persons}>{persons}</span> : null}
      {persons && word ? ' · ' : null}
      {word ? <span className={classNames(made?.stale && !isRunning && styles.stale)}>{word}</span> : null}
    </Text>
  );
}

import type { CohortEntry } from '../../../contract/cohort.ts';
import { Checkbox, CheckboxGroup } from '../../kit/index.ts';
import { analysesText as t } from '../../text/analyses.ts';
import { generationOn } from '../cohorts/generation.ts';
import styles from './cohorts-input.module.css';

interface CohortsInputProps {
  readonly entries: readonly CohortEntry[];
  readonly dataset: string | null;
  readonly min: number;
  readonly max: number;
  readonly value: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Which cohorts are read, in the order they are chosen; those without rows wait in their place. Of one, the last chosen. */
export function CohortsInput({ entries, dataset, min, max, value, onChange }: CohortsInputProps) {
  const choose = (names: readonly string[]) => onChange(max === 1 ? names.slice(-1) : names);
  return (
    <CheckboxGroup label={t.cohorts.label(min, max)} layout="grid" value={value} onChange={choose}>
      {entries.map((entry) => {
        const made = generationOn(entry, dataset);
        const isFull = max > 1 && value.length >= max && !value.includes(entry.name);
        return (
          <Checkbox key={entry.name} value={entry.name} isDisabled={!made || isFull}>
            <span className={styles.name}>{entry.name}</span>
            <span className={styles.note}>
              {made ? t.cohorts.persons(made.result.persons) : t.cohorts.none}
              {made?.stale ? <span className={styles.stale}> · {t.cohorts.stale}</span> : null}
              {made && isFull ? ` · ${t.cohorts.full(max)}` : null}
            </span>
          </Checkbox>
        );
      })}
    </CheckboxGroup>
  );
}

import { AttritionFlow } from '../../charts/attrition-flow.tsx';
import { Count, formatCount, formatDuration, formatMoment, Section, Sentence } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { AttritionTable } from './attrition-table.tsx';
import styles from './cohort-result.module.css';
import { flowInput } from './flow-input.ts';
import type { Generation } from './generation.ts';
import { Problems } from './problems.tsx';

/** Who is in the cohort: a sentence, the flow, the table. */
export function CohortResultView({ made: { dataset, at, stale, result } }: { readonly made: Generation }) {
  return (
    <div className={styles.result}>
      <div>
        <Answer persons={result.persons} events={result.rows} entry={result.attrition.persons.entry} />
        <p className={styles.made}>{t.result.made(dataset, formatMoment(at), formatDuration(result.elapsedMs))}</p>
        {stale ? <p className={styles.stale}>{t.result.stale}</p> : null}
      </div>
      {result.warnings.length > 0 ? <Problems problems={result.warnings} /> : null}
      <Section title={t.attrition.heading}>
        <AttritionFlow label={t.attrition.flow(result.name)} {...flowInput(result)} />
      </Section>
      <Section title={t.attrition.byRule} note={t.attrition.note}>
        <AttritionTable name={result.name} attrition={result.attrition} persons={result.persons} events={result.rows} />
      </Section>
    </div>
  );
}

interface AnswerProps {
  readonly persons: number;
  readonly events: number;
  readonly entry: number;
}

function Answer({ persons, events, entry }: AnswerProps) {
  if (persons === 0) return <Sentence>{t.result.nobody}</Sentence>;
  return (
    <Sentence>
      <strong className={styles.persons}>
        <Count n={persons} unit="persons" />
      </strong>
      <span className={styles.rest}>{t.result.with(formatCount(events, 'events'), formatCount(entry, 'persons'))}</span>
    </Sentence>
  );
}

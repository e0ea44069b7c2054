import type { CohortResult } from '../../../contract/cohort.ts';
import { AttritionFlow } from '../../charts/attrition-flow.tsx';
import { Section } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { AttritionTable } from './attrition-table.tsx';
import styles from './attrition-view.module.css';
import { flowInput } from './flow-input.ts';

/** From entry to the cohort: the flow, and Circe's own statistics rule by rule. */
export function AttritionView({ result }: { readonly result: CohortResult }) {
  return (
    <div className={styles.attrition}>
      <Section title={t.attrition.heading}>
        <AttritionFlow label={t.attrition.flow(result.name)} {...flowInput(result)} />
      </Section>
      <Section title={t.attrition.byRule} note={t.attrition.note}>
        <AttritionTable name={result.name} attrition={result.attrition} persons={result.persons} events={result.rows} />
      </Section>
    </div>
  );
}

import type { Outline } from '../../../contract/outline.ts';
import { AttritionFlow } from '../../charts/attrition-flow.tsx';
import { Section } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { PinButton } from '../findings/pin-button.tsx';
import { AttritionTable } from './attrition-table.tsx';
import styles from './attrition-view.module.css';
import { readOnlyReason } from './cohort-actions.tsx';
import type { ShownResult } from './counts/shown-result.ts';
import { flowInput } from './flow-input.ts';
import type { Generation } from './generation.ts';

interface AttritionViewProps {
  readonly shown: ShownResult;
  readonly outline: Outline | null;
  readonly made: Generation | undefined;
}

/** From entry to the cohort: the flow, and Circe's own statistics rule by rule. Both leave the study as a finding only. */
export function AttritionView({ shown, outline, made }: AttritionViewProps) {
  const { result } = shown;
  const isBefore = shown.kind === 'before';
  // Rules of an earlier definition cannot be laid beside the present ones.
  const flow = flowInput(result, isBefore ? null : outline);
  return (
    <div className={styles.attrition}>
      <Section title={t.attrition.heading} actions={<TakeOut made={made} />}>
        {isBefore ? <p className={styles.before}>{t.attrition.ofBefore}</p> : null}
        <AttritionFlow label={t.attrition.flow(result.name)} {...flow} />
      </Section>
      <Section title={t.attrition.byRule} note={t.attrition.note}>
        <AttritionTable name={result.name} attrition={result.attrition} flow={flow} />
      </Section>
    </div>
  );
}

/** The one way out: through the check, as a finding with its figure and table. */
function TakeOut({ made }: { readonly made: Generation | undefined }) {
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const why = !made ? t.unavailable.notGenerated : made.stale ? t.unavailable.notCurrent : null;
  return (
    <PinButton
      run={made?.run ?? null}
      unavailable={readOnlyReason(isReadOnly) ?? why}
      label={t.attrition.asFigure}
      variant="plain"
      className={styles.takeOut}
    />
  );
}

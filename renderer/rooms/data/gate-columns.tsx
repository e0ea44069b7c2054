import type { ImportPlan } from '../../../contract/data.ts';
import { Button, Section } from '../../kit/index.ts';
import { decisionAbout, suspectColumns, undecided } from '../../state/gate-decisions.ts';
import { advisedFor, groupSuspects } from '../../state/gate-groups.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { importText } from '../../text/data.ts';
import { gateText } from '../../text/gate.ts';
import styles from './gate-columns.module.css';
import { GateGroup } from './gate-group.tsx';

const t = importText.columns;

/** Every suspected column, by what was found in it, with one step for all that is advised. */
export function GateColumns({ plan }: { readonly plan: ImportPlan }) {
  const decisions = useImportFlow((s) => s.decisions);
  const decideAll = useImportFlow((s) => s.decideAll);
  const suspects = suspectColumns(plan);
  const must = suspects.filter(({ mustDecide }) => mustDecide);
  const open = must.filter((suspect) => !decisionAbout(decisions, suspect));
  return (
    <Section
      title={t.title}
      note={must.length > 0 ? t.note(undecided(suspects, decisions)) : undefined}
      actions={
        must.length > 1 ? (
          <Button
            unavailable={open.length === 0 ? gateText.group.adviseNone : null}
            onPress={() => decideAll(advisedFor(open))}
          >
            {gateText.group.advise(open.length || must.length)}
          </Button>
        ) : undefined
      }
    >
      <p className={styles.explain}>{suspects.length === 0 ? t.none : t.explain}</p>
      <ul>
        {groupSuspects(suspects).map((group) => (
          <GateGroup key={group.category} group={group} />
        ))}
      </ul>
    </Section>
  );
}

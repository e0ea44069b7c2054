import { Ellipsis, FilePlus2, Play, RotateCw, Telescope } from 'lucide-react';
import { useState } from 'react';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { Button, FailureNote, IconButton, Menu } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { text } from '../../text/en.ts';
import { AddFinding } from '../findings/add-finding.tsx';
import styles from './cohort-actions.module.css';
import type { Generation } from './generation.ts';
import { RenameCohort } from './rename-cohort.tsx';
import { useCohortCommands } from './use-cohort-commands.ts';
import type { useGeneration } from './use-generation.ts';

const w = t.actions;

interface CohortActionsProps {
  readonly detail: CohortDetail;
  readonly made: Generation | undefined;
  readonly dataset: string | null;
  readonly names: readonly string[];
  readonly generation: ReturnType<typeof useGeneration>;
}

type Asked = 'rename' | 'finding' | null;

/** What can be done with one cohort; all of it stands in the palette too. */
export function CohortActions({ detail, made, dataset, names, generation }: CohortActionsProps) {
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const [asked, ask] = useState<Asked>(null);
  const { commands, failure } = useCohortCommands({ detail, made, dataset, generation, isReadOnly, ask });
  const isFresh = made !== undefined && !made.stale;
  return (
    <>
      <div className={styles.actions}>
        <Button
          variant={isFresh ? 'quiet' : 'primary'}
          icon={made ? RotateCw : Play}
          unavailable={commands.generate.unavailable}
          onPress={commands.generate.run}
        >
          {made ? w.regenerate : w.generate}
        </Button>
        <Button icon={Telescope} unavailable={commands.characterise.unavailable} onPress={commands.characterise.run}>
          {w.characterise}
        </Button>
        <Button icon={FilePlus2} unavailable={commands.finding.unavailable} onPress={commands.finding.run}>
          {w.addFinding}
        </Button>
        <Menu
          label={w.more}
          trigger={<IconButton icon={Ellipsis} label={w.more} />}
          sections={[
            { entries: [entry(commands.sql), entry(commands.copy)] },
            { entries: [entry(commands.rename), entry(commands.remove)] },
          ]}
        />
      </div>
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
      {asked === 'rename' ? <RenameCohort name={detail.name} names={names} onClose={() => ask(null)} /> : null}
      {asked === 'finding' && made ? <AddFinding run={made.run} onClose={() => ask(null)} /> : null}
    </>
  );
}

const entry = ({ id, title, unavailable, run }: ReturnType<typeof useCohortCommands>['commands']['sql']) => ({
  id,
  label: title,
  unavailable,
  onAction: run,
});

/** Why nothing can be edited here; null when it can. */
export const readOnlyReason = (isReadOnly: boolean): string | null => (isReadOnly ? text.frame.readOnlyWhy : null);

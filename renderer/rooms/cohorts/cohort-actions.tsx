import { Check, Ellipsis, FilePlus2, Play, RotateCw, Telescope } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { Button, FailureNote, IconButton, Menu } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { text } from '../../text/en.ts';
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

/** What can be done with one cohort; all of it stands in the palette too. */
export function CohortActions({ detail, made, dataset, names, generation }: CohortActionsProps) {
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const [isRenaming, setRenaming] = useState(false);
  const rename = useCallback(() => setRenaming(true), []);
  const { commands, failure, pinning } = useCohortCommands({ detail, made, dataset, generation, isReadOnly, rename });
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
        <Button
          icon={pinning.finding ? Check : FilePlus2}
          unavailable={commands.finding.unavailable}
          onPress={commands.finding.run}
        >
          {commands.finding.title}
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
      {isRenaming ? <RenameCohort name={detail.name} names={names} onClose={() => setRenaming(false)} /> : null}
      {pinning.dialog}
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

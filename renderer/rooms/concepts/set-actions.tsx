import { Ellipsis, Plus } from 'lucide-react';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { Button, FailureNote, IconButton, Menu } from '../../kit/index.ts';
import { conceptSetText, conceptsText as t } from '../../text/concepts.ts';
import styles from './set-actions.module.css';
import { useSetCommands } from './use-set-commands.ts';

interface SetActionsProps {
  readonly name: string;
  readonly expression: ConceptSetExpression;
  readonly isReadOnly: boolean;
}

/** What can be done with one concept set; all of it stands in the palette too. */
export function SetActions({ name, expression, isReadOnly }: SetActionsProps) {
  const { commands, failure } = useSetCommands(name, expression, isReadOnly);
  const { add, pasteInto, copyJson, copyCsv, rename, remove } = commands;
  const entry = ({ id, title, unavailable, run }: typeof add) => ({ id, label: title, unavailable, onAction: run });
  return (
    <>
      <div className={styles.actions}>
        <Button icon={Plus} unavailable={add.unavailable} onPress={add.run}>
          {conceptSetText.editor.addTab}
        </Button>
        <Menu
          label={t.actions.more}
          trigger={<IconButton icon={Ellipsis} label={t.actions.more} />}
          sections={[
            { entries: [entry(pasteInto), entry(copyJson), entry(copyCsv)] },
            { entries: [entry(rename), entry(remove)] },
          ]}
        />
      </div>
      {failure ? <FailureNote failure={failure} title={t.notDone} /> : null}
    </>
  );
}

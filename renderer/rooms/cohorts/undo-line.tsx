import { Redo2, Undo2 } from 'lucide-react';
import { runCommand } from '../../commands/registry.ts';
import { formatKeys } from '../../commands/shortcuts.ts';
import { Button, Tooltip } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { editorText as t } from '../../text/cohort-editor.ts';
import styles from './undo-line.module.css';

/** What undo would take back and redo would bring back, in words. Nothing where there is neither. */
export function UndoLine() {
  const study = useSession((s) => s.study);
  if (!study || study.readOnly || (study.undo === null && study.redo === null)) return null;
  return (
    <div className={styles.line}>
      {study.undo === null ? null : (
        <Tooltip text={t.undone.undo(study.undo)} keys={formatKeys('mod+z')}>
          <Button variant="plain" icon={Undo2} className={styles.act} onPress={() => runCommand('edit.undo')}>
            <span className={styles.words}>{t.undone.undo(study.undo)}</span>
          </Button>
        </Tooltip>
      )}
      {study.redo === null ? null : (
        <Tooltip text={t.undone.redo(study.redo)} keys={formatKeys('mod+shift+z')}>
          <Button variant="plain" icon={Redo2} className={styles.act} onPress={() => runCommand('edit.redo')}>
            <span className={styles.words}>{t.undone.redo(study.redo)}</span>
          </Button>
        </Tooltip>
      )}
    </div>
  );
}

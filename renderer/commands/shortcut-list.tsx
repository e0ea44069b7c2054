import { Dialog } from '../kit/dialog.tsx';
import { text } from '../text/en.ts';
import { type Command, useAllCommands } from './registry.ts';
import styles from './shortcut-list.module.css';
import { formatKeys } from './shortcuts.ts';

/** What the keyboard can do, in the order of the palette. */
export function ShortcutList({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const commands = useAllCommands().filter((command): command is Command & { keys: string } => Boolean(command.keys));
  return (
    <Dialog title={text.frame.shortcuts} isOpen={isOpen} onClose={onClose}>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className={styles.line}>
            <dt>{command.title}</dt>
            <dd>
              <kbd className={styles.keys}>{formatKeys(command.keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

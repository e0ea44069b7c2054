import { ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { StudySummary } from '../../contract/study.ts';
import { type Command, useAllCommands } from '../commands/registry.ts';
import { formatKeys } from '../commands/shortcuts.ts';
import { StudyKeys } from '../keys/study-keys.tsx';
import { Mark } from '../kit/mark.tsx';
import { Menu, type MenuEntry } from '../kit/menu.tsx';
import { Tooltip } from '../kit/tooltip.tsx';
import { usePreferences } from '../state/preferences.ts';
import { text } from '../text/en.ts';
import styles from './study-menu.module.css';

const shown: readonly (readonly string[])[] = [
  ['edit.undo', 'edit.redo'],
  ['study.passphrase', 'study.destroyKeys'],
  ['study.verify', 'study.lock', 'study.close'],
  ['view.theme.system', 'view.theme.light', 'view.theme.dark'],
];

const toEntry = ({ id, title, keys, unavailable, run }: Command): MenuEntry => ({
  id,
  label: title,
  keys: keys ? formatKeys(keys) : undefined,
  unavailable,
  onAction: run,
});

/** The study's name, and what can be done with the study as a whole. */
export function StudyMenu({ study }: { readonly study: StudySummary }) {
  const commands = useAllCommands();
  const theme = usePreferences((s) => s.theme);
  const sections = shown.map((ids) => ({
    entries: ids.flatMap((id) =>
      commands
        .filter((command) => command.id === id)
        .map((command) => ({ ...toEntry(command), isCurrent: id === `view.theme.${theme}` })),
    ),
  }));
  return (
    <>
      <Menu
        label={text.frame.studyMenu}
        sections={sections.filter(({ entries }) => entries.length > 0)}
        trigger={
          <AriaButton className={styles.trigger}>
            <Mark />
            <span className={styles.name}>{study.name}</span>
            <ChevronDown aria-hidden size={14} />
          </AriaButton>
        }
      />
      {study.encrypted ? <StudyKeys study={study} /> : null}
      {study.readOnly ? (
        <Tooltip text={text.frame.readOnlyWhy}>
          <AriaButton className={styles.readOnly}>{text.frame.readOnly}</AriaButton>
        </Tooltip>
      ) : null}
    </>
  );
}

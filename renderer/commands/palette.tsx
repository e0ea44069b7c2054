import { Search } from 'lucide-react';
import { useMemo } from 'react';
import {
  Dialog as AriaDialog,
  Menu as AriaMenu,
  Autocomplete,
  Header,
  Input,
  Keyboard,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import dialog from '../kit/dialog.module.css';
import menu from '../kit/menu.module.css';
import { text } from '../text/en.ts';
import styles from './palette.module.css';
import { type Command, useAllCommands } from './registry.ts';
import { formatKeys } from './shortcuts.ts';

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Where to go first, help last; groups of the rooms' own between. */
const order: readonly string[] = Object.values(text.command.groups);

function byGroup(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  const groups = new Map<string, Command[]>(order.map((group) => [group, []]));
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].filter(([, entries]) => entries.length > 0);
}

/** Everything the window can do, by its words. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const commands = useAllCommands();
  const groups = useMemo(() => byGroup(commands), [commands]);
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true });
  const wordsIn = (title: string, words: string) => words.split(/\s+/).every((word) => contains(title, word));
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      data-modal
      className={dialog.overlay}
    >
      <Modal className={styles.modal}>
        <AriaDialog aria-label={text.command.palette} className={dialog.dialog}>
          <Autocomplete filter={wordsIn}>
            <SearchField autoFocus aria-label={text.command.palette} className={styles.search}>
              <Search aria-hidden size={18} strokeWidth={1.75} />
              <Input placeholder={text.command.placeholder} className={styles.input} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
            <section tabIndex={0} aria-label={text.command.list} className={styles.list}>
              <AriaMenu
                aria-label={text.command.palette}
                className={styles.menu}
                renderEmptyState={() => <p className={styles.nothing}>{text.command.nothing}</p>}
              >
                {groups.map(([group, entries]) => (
                  <MenuSection key={group} className={menu.section}>
                    <Header className={menu.header}>{group}</Header>
                    {entries.map((command) => (
                      <Entry key={command.id} command={command} onClose={onClose} />
                    ))}
                  </MenuSection>
                ))}
              </AriaMenu>
            </section>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Entry({ command, onClose }: { readonly command: Command; readonly onClose: () => void }) {
  const run = () => {
    onClose();
    command.run();
  };
  return (
    <MenuItem
      id={command.id}
      textValue={`${command.group} ${command.title}`}
      isDisabled={Boolean(command.unavailable)}
      onAction={run}
      className={menu.item}
    >
      <Text slot="label" className={menu.itemLabel}>
        {command.title}
      </Text>
      {command.unavailable ? (
        <Text slot="description" className={menu.itemNote}>
          {command.unavailable}
        </Text>
      ) : null}
      {command.keys ? <Keyboard className={menu.keys}>{formatKeys(command.keys)}</Keyboard> : null}
    </MenuItem>
  );
}

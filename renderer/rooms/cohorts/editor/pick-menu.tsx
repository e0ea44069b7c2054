import { Check, Search } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import {
  Menu as AriaMenu,
  Autocomplete,
  Header,
  Input,
  MenuItem,
  MenuSection,
  Popover,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { classNames } from '../../../kit/index.ts';
import menu from '../../../kit/menu.module.css';
import { editorText as t } from '../../../text/cohort-editor.ts';
import styles from './pick-menu.module.css';

export interface Pick {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly isCurrent?: boolean;
  /** Why it cannot be chosen now. */
  readonly unavailable?: string | null;
  readonly onPick: () => void;
}

export interface PickSection {
  readonly title?: string | undefined;
  readonly picks: readonly Pick[];
}

interface PickMenuProps {
  readonly label: string;
  /** The button it hangs from. */
  readonly trigger: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly sections: readonly PickSection[];
}

/** From this many on a menu is searched, not only read. */
const many = 10;

const inWords = (text: string) => text.trim().split(/\s+/);

/**
 * What can be chosen in one place of a sentence: a menu that hangs from its word, with a search line once it is long.
 * It is there only while open, so that a definition of hundreds of words stays light.
 */
export function PickMenu({ label, trigger, isOpen, onClose, sections }: PickMenuProps) {
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true });
  if (!isOpen) return null;
  const shown = sections.filter(({ picks }) => picks.length > 0);
  const isLong = shown.reduce((n, { picks }) => n + picks.length, 0) > many;
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => open || onClose()}
      aria-label={label}
      data-modal
      offset={4}
      placement="bottom start"
      className={classNames(menu.popover, styles.popover)}
    >
      <div className={styles.body}>
        {isLong ? (
          <Autocomplete filter={(text, typed) => inWords(typed).every((word) => contains(text, word))}>
            <SearchField autoFocus aria-label={t.add.search} className={styles.search}>
              <Search aria-hidden size={14} strokeWidth={1.75} />
              <Input placeholder={t.add.search} className={styles.input} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
            <section tabIndex={0} aria-label={label} className={styles.scroller}>
              <List label={label} sections={shown} isLong onClose={onClose} />
            </section>
          </Autocomplete>
        ) : (
          <List label={label} sections={shown} isLong={false} onClose={onClose} />
        )}
      </div>
    </Popover>
  );
}

interface ListProps {
  readonly label: string;
  readonly sections: readonly PickSection[];
  readonly isLong: boolean;
  readonly onClose: () => void;
}

/**
 * Without a checked entry React Aria marks the first one and leaves the focus on the menu around it, where Enter does
 * nothing: the marked entry takes it.
 */
function useEntryFocus() {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (menu.current === null || document.activeElement !== menu.current) return;
      const marked = menu.current.querySelector<HTMLElement>('[role^="menuitem"][data-focused]');
      (marked ?? menu.current.querySelector<HTMLElement>('[role^="menuitem"]'))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return menu;
}

function List({ label, sections, isLong, onClose }: ListProps) {
  const own = useEntryFocus();
  const current = sections.flatMap(({ picks }) => picks.filter(({ isCurrent }) => isCurrent).map(({ id }) => id));
  const hasChoice = sections.some(({ picks }) => picks.some(({ isCurrent }) => isCurrent !== undefined));
  return (
    <AriaMenu
      ref={own}
      aria-label={label}
      autoFocus={isLong ? false : 'first'}
      selectionMode={hasChoice ? 'single' : 'none'}
      selectedKeys={current}
      className={isLong ? styles.long : styles.list}
      renderEmptyState={() => <p className={styles.nothing}>{t.add.nothing}</p>}
    >
      {sections.map(({ title, picks }, index) => (
        <MenuSection key={title ?? String(index)} aria-label={title ?? label} className={menu.section}>
          {title ? <Header className={menu.header}>{title}</Header> : null}
          {picks.map((pick) => (
            <Entry key={pick.id} pick={pick} section={title} onClose={onClose} />
          ))}
        </MenuSection>
      ))}
    </AriaMenu>
  );
}

interface EntryProps {
  readonly pick: Pick;
  readonly section: string | undefined;
  readonly onClose: () => void;
}

function Entry({ pick: { id, label, note, isCurrent, unavailable, onPick }, section, onClose }: EntryProps) {
  const below = unavailable ?? note;
  const pick = () => {
    onClose();
    onPick();
  };
  return (
    <MenuItem
      id={id}
      textValue={section ? `${label} ${section}` : label}
      isDisabled={Boolean(unavailable)}
      onAction={pick}
      className={menu.item ?? ''}
    >
      <Text slot="label" className={menu.itemLabel ?? ''}>
        {label}
      </Text>
      {below ? (
        <Text slot="description" className={menu.itemNote ?? ''}>
          {below}
        </Text>
      ) : null}
      {isCurrent ? <Check aria-hidden size={16} className={menu.keys} /> : null}
    </MenuItem>
  );
}

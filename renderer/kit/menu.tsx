import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Menu as AriaMenu,
  Header,
  Keyboard,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components';
import { text } from '../text/en.ts';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly keys?: string;
  /** Marks the one of several that holds now. */
  readonly isCurrent?: boolean;
  /** Why it cannot be chosen now. */
  readonly unavailable?: string | null;
  readonly onAction: () => void;
}

interface MenuProps {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly sections: readonly { readonly title?: string; readonly entries: readonly MenuEntry[] }[];
}

/** Actions behind a button. */
export function Menu({ label, trigger, sections }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover} offset={4} placement="bottom start">
        <AriaMenu aria-label={label} className={styles.list}>
          {sections.map((section, index) => (
            <MenuSection
              key={section.title ?? String(index)}
              aria-label={section.title ?? label}
              className={styles.section}
            >
              {section.title ? <Header className={styles.header}>{section.title}</Header> : null}
              {section.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const note = entry.unavailable ?? entry.note;
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={Boolean(entry.unavailable)}
      onAction={entry.onAction}
      className={styles.item}
    >
      <Text slot="label" className={styles.itemLabel}>
        {entry.label}
      </Text>
      {note ? (
        <Text slot="description" className={styles.itemNote}>
          {note}
        </Text>
      ) : null}
      {entry.isCurrent ? <Check aria-label={text.frame.current} size={16} className={styles.keys} /> : null}
      {entry.keys ? <Keyboard className={styles.keys}>{entry.keys}</Keyboard> : null}
    </MenuItem>
  );
}

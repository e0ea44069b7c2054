import { type ReactNode, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
  /** `page`: the room scrolls, and the tabs stay at its top; otherwise each panel scrolls by itself. */
  readonly scroll?: 'panel' | 'page';
}

/** Several views of one thing, one at a time. */
export function Tabs({ label, items, selected, onSelect, scroll = 'panel' }: TabsProps) {
  const whole = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const select = (key: string) => {
    const top = whole.current?.getBoundingClientRect().top ?? 0;
    // Where the tabs stick at the top, another view begins at its beginning.
    if (scroll === 'page' && top < (list.current?.getBoundingClientRect().top ?? 0)) whole.current?.scrollIntoView();
    onSelect?.(key);
  };
  return (
    <AriaTabs
      ref={whole}
      className={classNames(styles.tabs, scroll === 'page' && styles.page)}
      selectedKey={selected}
      onSelectionChange={(key) => select(String(key))}
    >
      <TabList ref={list} aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

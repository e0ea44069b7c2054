import { type ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';
import { Code } from '../kit/code.tsx';
import { text } from '../text/en.ts';
import styles from './inspector.module.css';

interface Slot {
  readonly element: HTMLElement | null;
  readonly occupants: number;
}

const useSlot = create<Slot>(() => ({ element: null, occupants: 0 }));

interface InspectProps {
  readonly title: ReactNode;
  /** What sort of thing it is: “Table”, “Cohort”. */
  readonly kind: string;
  readonly definition?: ReactNode;
  readonly sql?: string | readonly string[] | null;
  readonly made?: ReactNode;
  /** Parts that no other thing has, as `InspectPart`. */
  readonly children?: ReactNode;
}

/**
 * What the inspector shows while this is mounted: definition, SQL, how it was made. A room renders it for what is
 * selected; it appears in the column at the right, whatever room it comes from.
 */
export function Inspect({ title, kind, definition, sql, made, children }: InspectProps) {
  const element = useSlot((slot) => slot.element);
  useLayoutEffect(() => {
    useSlot.setState(({ occupants }) => ({ occupants: occupants + 1 }));
    return () => useSlot.setState(({ occupants }) => ({ occupants: occupants - 1 }));
  }, []);
  if (!element) return null;
  const queries = typeof sql === 'string' ? [sql] : (sql ?? []);
  return createPortal(
    <>
      <header>
        <p className={styles.kind}>{kind}</p>
        <h2 className={styles.title}>{title}</h2>
      </header>
      {definition ? <InspectPart heading={text.inspector.definition}>{definition}</InspectPart> : null}
      {made ? <InspectPart heading={text.inspector.made}>{made}</InspectPart> : null}
      {queries.length > 0 ? (
        <InspectPart heading={text.inspector.sql}>
          {queries.map((query) => (
            <Code key={query} text={query} language="sql" />
          ))}
        </InspectPart>
      ) : null}
      {children}
    </>,
    element,
  );
}

export function InspectPart({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{heading}</h3>
      {children}
    </section>
  );
}

/** The column itself, owned by the frame. */
export function Inspector() {
  const occupants = useSlot((slot) => slot.occupants);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    useSlot.setState({ element });
    return () => useSlot.setState({ element: null });
  }, [element]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard where nothing in it has the focus
    <div tabIndex={0} className={styles.inspector}>
      <div ref={setElement} className={styles.content} />
      {occupants === 0 ? (
        <div className={styles.nothing}>
          <p className={styles.nothingTitle}>{text.inspector.nothing}</p>
          <p>{text.inspector.nothingWhy}</p>
        </div>
      ) : null}
    </div>
  );
}

import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './section.module.css';

interface RoomProps {
  readonly title: ReactNode;
  /** One sentence under the title: what is here, in numbers with units. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** `fill`: the room does not scroll, its content takes the height (a grid, an editor). */
  readonly layout?: 'scroll' | 'fill';
  readonly children: ReactNode;
}

/** The frame of a room: title, lead, actions at the right, content below. */
export function RoomPage({ title, lead, actions, layout = 'scroll', children }: RoomProps) {
  return (
    <div className={classNames(styles.room, layout === 'fill' && styles.fill)}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {lead ? <div className={styles.lead}>{lead}</div> : null}
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a room, set off by a line and space. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {note ? <span className={styles.note}>{note}</span> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** The one raised surface of a screen. */
export function Panel({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classNames(styles.panel, className)}>{children}</div>;
}

/** Names and values under each other, for the inspector and for provenance. */
export function Facts({ items }: { readonly items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { ReactNode } from 'react';
import { assertNever } from '../../../contract/failure.ts';
import { type Block, blocksOf, type Span } from './markdown.ts';
import styles from './prose.module.css';

/** Blocks, cells and spans have no names and never move: their place is their key. */
const placed = <T,>(items: readonly T[]): readonly { readonly key: string; readonly item: T }[] =>
  items.map((item, at) => ({ key: String(at), item }));

/** A Markdown text as React elements. No HTML in it is ever made into an element, and no link leads anywhere. */
export function Prose({ markdown }: { readonly markdown: string }) {
  return (
    <div className={styles.prose}>
      {placed(blocksOf(markdown)).map(({ key, item }) => (
        <BlockView key={key} block={item} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <HeadingView level={block.level} spans={block.spans} />;
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case 'list':
      return <ListView isOrdered={block.isOrdered} items={block.items} />;
    case 'code':
      return <pre className={styles.block}>{block.text}</pre>;
    case 'table':
      return <TableView head={block.head} rows={block.rows} />;
    default:
      return assertNever(block, 'block');
  }
}

/** The room has the first level; the card's own begin at the second. */
function HeadingView({ level, spans }: { readonly level: number; readonly spans: readonly Span[] }) {
  if (level === 1)
    return (
      <h2 className={styles.title}>
        <Spans spans={spans} />
      </h2>
    );
  if (level === 2)
    return (
      <h3>
        <Spans spans={spans} />
      </h3>
    );
  return (
    <h4>
      <Spans spans={spans} />
    </h4>
  );
}

interface ListViewProps {
  readonly isOrdered: boolean;
  readonly items: readonly (readonly Span[])[];
}

function ListView({ isOrdered, items }: ListViewProps) {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <List>
      {placed(items).map(({ key, item }) => (
        <li key={key}>
          <Spans spans={item} />
        </li>
      ))}
    </List>
  );
}

interface TableViewProps {
  readonly head: readonly (readonly Span[])[];
  readonly rows: readonly (readonly (readonly Span[])[])[];
}

function TableView({ head, rows }: TableViewProps) {
  return (
    <div className={styles.scroller}>
      <table>
        <thead>
          <tr>
            {placed(head).map(({ key, item }) =>
              item.length === 0 ? (
                <td key={key} />
              ) : (
                <th key={key} scope="col">
                  <Spans spans={item} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {placed(rows).map(({ key, item: row }) => (
            <tr key={key}>
              {placed(row).map(({ key: cell, item }) => (
                <td key={cell}>
                  <Spans spans={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Spans({ spans }: { readonly spans: readonly Span[] }): ReactNode {
  return placed(spans).map(({ key, item: { kind, text } }) => {
    if (kind === 'code') return <code key={key}>{text}</code>;
    if (kind === 'strong') return <strong key={key}>{text}</strong>;
    return kind === 'emphasis' ? <em key={key}>{text}</em> : text;
  });
}

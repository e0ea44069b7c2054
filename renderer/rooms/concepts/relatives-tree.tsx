import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { Relative } from '../../../contract/vocabulary.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { Branch } from './branch.tsx';
import styles from './relatives-tree.module.css';
import { type Level, useLevels } from './use-levels.ts';

const w = t.concept;

interface RelativesTreeProps {
  readonly label: string;
  readonly dataset: string;
  readonly direction: 'up' | 'down';
  /** The first level. */
  readonly concepts: readonly Relative[];
}

/** Levels of the hierarchy, each read when it is opened. A concept with two parents stands under both. */
export function RelativesTree({ label, dataset, direction, concepts }: RelativesTreeProps) {
  const { levels, load } = useLevels(dataset, direction);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const expand = (keys: ReadonlySet<string>) => {
    for (const key of keys) if (!open.has(key)) load(lastOf(key));
    setOpen(keys);
  };
  return (
    <Tree
      aria-label={label}
      className={styles.tree}
      expandedKeys={open}
      onExpandedChange={(keys) => expand(new Set([...keys].map(String)))}
      onAction={(key) => lastOf(String(key)) && useConceptsRoom.getState().openConcept(lastOf(String(key)))}
    >
      {branches(concepts, '', levels, open)}
    </Tree>
  );
}

/** `12/345` → 345; NaN for a row that is no concept. */
const lastOf = (path: string): number => Number(path.slice(path.lastIndexOf('/') + 1));

function branches(
  concepts: readonly Relative[],
  above: string,
  levels: ReadonlyMap<number, Level>,
  open: ReadonlySet<string>,
): ReactNode {
  return concepts.map((concept) => {
    const path = `${above}/${concept.id}`;
    return (
      <TreeItem key={path} id={path} textValue={concept.name} hasChildItems={concept.hasMore} className={styles.item}>
        <TreeItemContent>
          {({ hasChildItems, level }) => <Row concept={concept} hasMore={hasChildItems} level={level} />}
        </TreeItemContent>
        {concept.hasMore ? below(open.has(path) ? levels.get(concept.id) : undefined, path, levels, open) : null}
      </TreeItem>
    );
  });
}

/** What hangs on a row. A closed one has a row to open all the same, without which the arrow keys would not open it. */
function below(
  level: Level | undefined,
  path: string,
  levels: ReadonlyMap<number, Level>,
  open: ReadonlySet<string>,
): ReactNode {
  if (!level || level.kind === 'loading') return <Note path={path} text={`${w.loadingLevel}…`} />;
  if (level.kind === 'failed') return <Note path={path} text={`${w.levelFailed}: ${level.failure.message}`} />;
  if (level.concepts.length === 0) return <Note path={path} text={w.unnamed} />;
  const left = level.total - level.concepts.length;
  return (
    <>
      {branches(level.concepts, path, levels, open)}
      {left > 0 ? <Note path={path} text={w.more(left)} /> : null}
    </>
  );
}

function Note({ path, text }: { readonly path: string; readonly text: string }) {
  return (
    <TreeItem id={`${path}/…`} textValue={text} className={styles.item}>
      <TreeItemContent>
        {({ level }) => (
          <div className={styles.branch}>
            <Indent level={level} />
            <span className={styles.soft}>{text}</span>
          </div>
        )}
      </TreeItemContent>
    </TreeItem>
  );
}

interface RowProps {
  readonly concept: Relative;
  readonly hasMore: boolean;
  readonly level: number;
}

function Row({ concept, hasMore, level }: RowProps) {
  return (
    <div className={styles.branch}>
      <Indent level={level} />
      {hasMore ? (
        <Button slot="chevron" className={styles.chevron}>
          <ChevronRight aria-hidden size={14} />
        </Button>
      ) : (
        <span className={styles.chevron} />
      )}
      <Branch concept={concept} />
    </div>
  );
}

/** A step for each level above. */
const Indent = ({ level }: { readonly level: number }) => (
  <span className={styles.indent} style={{ width: (level - 1) * 18 }} />
);

import { useState } from 'react';
import type { ConceptDetail, Relative } from '../../../contract/vocabulary.ts';
import { Button } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import { AllLevels } from './all-levels.tsx';
import styles from './hierarchy.module.css';
import { RelativesTree } from './relatives-tree.tsx';

const w = t.concept;

interface HierarchyProps {
  readonly detail: ConceptDetail;
  readonly dataset: string;
}

/** What stands above the concept and below it. */
export function Hierarchy({ detail, dataset }: HierarchyProps) {
  const { concept, parents, children, ancestors, descendants } = detail;
  const shared = { dataset, id: concept.id };
  return (
    <div className={styles.hierarchy}>
      <Direction
        {...shared}
        direction="up"
        heading={ancestors === 0 ? w.noneAbove : w.above(ancestors)}
        total={ancestors}
        concepts={parents}
      />
      <Direction
        {...shared}
        direction="down"
        heading={descendants === 0 ? w.noneBelow : w.below(descendants)}
        total={descendants}
        concepts={children}
      />
    </div>
  );
}

interface DirectionProps {
  readonly dataset: string;
  readonly id: number;
  readonly direction: 'up' | 'down';
  readonly heading: string;
  /** All there are, of every level. */
  readonly total: number;
  /** The next level. */
  readonly concepts: readonly Relative[];
}

/** One level after another; or all in one list, which is how concepts are found whose parents the vocabulary lacks. */
function Direction({ dataset, id, direction, heading, total, concepts }: DirectionProps) {
  const [isAll, setAll] = useState(concepts.length === 0);
  return (
    <div>
      <div className={styles.head}>
        <h3 className={styles.heading}>{heading}</h3>
        {total > concepts.length && concepts.length > 0 ? (
          <Button variant="plain" className={styles.toggle} onPress={() => setAll(!isAll)}>
            {isAll ? w.oneByOne : w.allLevels}
          </Button>
        ) : null}
      </div>
      {total === 0 ? null : isAll ? (
        <AllLevels label={heading} dataset={dataset} id={id} direction={direction} />
      ) : (
        <RelativesTree label={heading} dataset={dataset} direction={direction} concepts={concepts} />
      )}
    </div>
  );
}

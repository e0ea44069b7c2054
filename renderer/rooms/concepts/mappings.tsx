import { Button as AriaButton } from 'react-aria-components';
import type { ConceptDetail, ConceptSummary } from '../../../contract/vocabulary.ts';
import { ConceptMeta } from '../../concept-set/concept-line.tsx';
import { formatCount } from '../../kit/index.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import styles from './mappings.module.css';

const w = t.concept;

/** Beyond these the rest is counted: a standard concept may have thousands of sources. */
const shown = 40;

/** What the concept maps to, and what is mapped to it. */
export function Mappings({ detail: { mapsTo, mappedFrom } }: { readonly detail: ConceptDetail }) {
  if (mapsTo.length + mappedFrom.length === 0) return <p className={styles.soft}>{w.noMappings}</p>;
  return (
    <div className={styles.mappings}>
      <Concepts heading={w.mapsTo} concepts={mapsTo} />
      <Concepts heading={w.mappedFrom} concepts={mappedFrom} />
    </div>
  );
}

interface ConceptsProps {
  readonly heading: string;
  readonly concepts: readonly ConceptSummary[];
}

function Concepts({ heading, concepts }: ConceptsProps) {
  if (concepts.length === 0) return null;
  const left = concepts.length - shown;
  return (
    <div>
      <h3 className={styles.heading}>
        {heading} <span className={styles.soft}>{formatCount(concepts.length, 'concepts')}</span>
      </h3>
      <ul>
        {concepts.slice(0, shown).map((concept) => (
          <li key={concept.id} className={styles.concept}>
            <AriaButton className={styles.open} onPress={() => useConceptsRoom.getState().openConcept(concept.id)}>
              {concept.name}
            </AriaButton>
            <ConceptMeta concept={concept} />
          </li>
        ))}
      </ul>
      {left > 0 ? <p className={styles.soft}>{w.more(left)}</p> : null}
    </div>
  );
}

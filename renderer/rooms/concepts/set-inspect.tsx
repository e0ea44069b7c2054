import type { ConceptSetEntry, ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, formatNumber } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';

const w = t.set;

interface SetInspectProps {
  readonly entry: ConceptSetEntry;
  readonly expression: ConceptSetExpression;
  readonly dataset: string | null;
}

/** The concept set in the inspector: how many items, how many of them excluded, and which cohorts hold it. */
export function SetInspect({ entry, expression, dataset }: SetInspectProps) {
  const excluded = expression.items.filter(({ isExcluded }) => isExcluded).length;
  return (
    <Inspect
      title={entry.name}
      kind={w.kind}
      definition={
        <Facts
          items={[
            [w.items, formatNumber(expression.items.length)],
            [w.excluded, formatNumber(excluded)],
            [w.usedBy, entry.usedBy.length > 0 ? entry.usedBy.join(', ') : w.unused],
            ...(dataset === null ? [] : [[w.dataset, dataset] as const]),
          ]}
        />
      }
    />
  );
}

import { useState } from 'react';
import type { ConceptSetExpression } from '../../contract/vocabulary.ts';
import { RadioGroup } from '../kit/index.ts';
import { conceptSetText as t } from '../text/concepts.ts';
import { ResolvedList } from './resolved-list.tsx';

const w = t.resolved;

interface ResolvedViewProps {
  readonly dataset: string;
  readonly expression: ConceptSetExpression;
  readonly onOpenConcept: ((id: number) => void) | undefined;
}

/** What the set comes to; where items are excluded, also what these took away. */
export function ResolvedView({ dataset, expression, onOpenConcept }: ResolvedViewProps) {
  const [wanted, want] = useState<'in' | 'taken'>('in');
  const hasExcluded = expression.items.some(({ isExcluded }) => isExcluded);
  const side = hasExcluded ? wanted : 'in';
  return (
    <ResolvedList
      key={side}
      label={side === 'in' ? w.list : w.taken}
      dataset={dataset}
      expression={expression}
      side={side}
      onOpenConcept={onOpenConcept}
      beside={
        hasExcluded ? (
          <RadioGroup
            label={w.show}
            hideLabel
            direction="row"
            options={[
              { value: 'in', label: w.inSet },
              { value: 'taken', label: w.excluded },
            ]}
            value={side}
            onChange={(value) => want(value === 'in' ? 'in' : 'taken')}
          />
        ) : null
      }
    />
  );
}

import type { ConceptDetail } from '../../../contract/vocabulary.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, formatDay, formatNumber } from '../../kit/index.ts';
import { conceptSetText, conceptsText as t } from '../../text/concepts.ts';

const w = t.concept;

interface ConceptInspectProps {
  readonly detail: ConceptDetail;
  readonly dataset: string;
}

/** The concept in the inspector: what the vocabulary says of it. */
export function ConceptInspect({ detail, dataset }: ConceptInspectProps) {
  const { concept, validFrom, validTo } = detail;
  const { id, code, vocabulary, domain, conceptClass, standard, invalid } = concept;
  const standing = [conceptSetText.standard[standard ?? 'none'], invalid && conceptSetText.invalid[invalid]];
  return (
    <Inspect
      title={concept.name}
      kind={w.kind}
      definition={
        <Facts
          items={[
            [w.id, String(id)],
            [w.code, code],
            [w.vocabulary, vocabulary],
            [w.domain, domain],
            [w.conceptClass, conceptClass],
            [w.standing, standing.filter(Boolean).join(', ')],
            [w.valid, validity(validFrom, validTo)],
            [w.ancestors, formatNumber(detail.ancestors)],
            [w.descendants, formatNumber(detail.descendants)],
            [t.set.dataset, dataset],
          ]}
        />
      }
    />
  );
}

/** OMOP writes 31 December 2099 for “until further notice”. */
function validity(from: string | null, to: string | null): string {
  if (from === null) return w.notStated;
  return to === null || to.startsWith('2099')
    ? w.validFrom(formatDay(from))
    : w.validSpan(formatDay(from), formatDay(to));
}

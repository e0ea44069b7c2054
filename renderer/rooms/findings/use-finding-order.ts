import { useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';

/**
 * Findings in the order in which they were put, which is kept in the study. The window does not wait for that: what was
 * moved stays where it was dropped, unless it could not be kept.
 */
export function useFindingOrder(findings: readonly Finding[]) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [wanted, want] = useState<readonly string[] | null>(null);
  const places = new Map(wanted?.map((id, place) => [id, place]));
  const placeOf = ({ id }: Finding) => places.get(id) ?? places.size;
  const ordered = wanted ? findings.toSorted((a, b) => placeOf(a) - placeOf(b)) : findings;
  const order = async (ids: readonly string[]) => {
    want(ids);
    const kept = await act(() => backend.call('finding.order', { ids: [...ids] }));
    if (!kept) want(null);
    return kept !== null;
  };
  return { ordered, order, failure };
}

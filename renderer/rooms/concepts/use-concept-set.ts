import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCall } from '../../backend/use-call.ts';

/**
 * A concept set of the study and its edits. Each is shown at once and saved by itself, in order, under its own label; when
 * one cannot be saved, what the study holds is shown again.
 */
export function useConceptSet(name: string) {
  const backend = useBackend();
  const detail = useCall('conceptSet.get', { name });
  const content = detail.kind === 'loading' ? undefined : detail.content;
  const [draft, setDraft] = useState<ConceptSetExpression | null>(null);
  const { failure, act, forget } = useAct();
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const pending = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the study holds has come anew
  useEffect(() => {
    if (pending.current === 0) setDraft(null);
  }, [content]);

  const change = useCallback(
    (expression: ConceptSetExpression, label: string) => {
      setDraft(expression);
      pending.current += 1;
      queue.current = queue.current.then(async () => {
        const saved = await act(() =>
          backend.call('conceptSet.save', { name, expression, label: label.slice(0, 200) }),
        );
        pending.current -= 1;
        if (!saved) setDraft(null);
      });
    },
    [backend, act, name],
  );
  return { detail, content, expression: draft ?? content?.expression, change, failure, forget };
}

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CohortDetail } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import type { Change, Editor } from './editor-context.ts';
import { allLines } from './outline-nodes.ts';

interface Edited {
  readonly detail: CohortDetail;
  /** The answer it took the place of: once another comes, that one is newer. */
  readonly instead: CohortDetail;
}

/** What went wrong with the last change, under which heading. */
export interface EditFailure {
  readonly title: string;
  readonly failure: Failure;
}

/** Where to go once the definition on screen is the one that was asked for. */
export interface GoTo {
  readonly path: string;
  readonly at: 'word' | 'handle';
}

const longest = 200;
const clip = (label: string) => (label.length > longest ? `${label.slice(0, longest - 1)}…` : label);

const isSomewhere = (): boolean => document.activeElement !== null && document.activeElement !== document.body;

/** Where a change leads in the definition that it made. */
function placeOf({ focus, follow }: Change, { outline }: CohortDetail): string | undefined {
  if (!follow || !outline) return focus;
  const { list, index, inside = '' } = follow;
  const line = allLines(outline).find((node) => node.list?.path === list && node.list.index === index);
  return line ? `${line.path}${inside}` : (focus ?? list);
}

/**
 * The definition as it is edited. Changes are made one after the other, each worked out from the outcome of the one
 * before; what the engine answers is shown at once, and replaced by whatever is read later (undo, another window).
 */
export function useCohortEdit(content: CohortDetail) {
  const backend = useBackend();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [failure, setFailure] = useState<EditFailure | null>(null);
  const [said, setSaid] = useState('');
  const [goingTo, setGoingTo] = useState<GoTo | null>(null);
  const detail = edited?.instead === content ? edited.detail : content;
  const read = useRef(content);
  const latest = useRef(detail);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  useLayoutEffect(() => {
    read.current = content;
    latest.current = detail;
  }, [content, detail]);

  const run = useCallback((title: string, work: () => Promise<CohortDetail | null>) => {
    queue.current = queue.current.then(async () => {
      setFailure(null);
      try {
        const next = await work();
        if (!next) return;
        latest.current = next;
        // Drawn before the change after it is worked out, which may ask where the focus is.
        flushSync(() => setEdited({ detail: next, instead: read.current }));
      } catch (error) {
        setFailure({ title, failure: Failure.from(error) });
      }
    });
  }, []);

  const change = useCallback<Editor['change']>(
    (work) =>
      run(t.editFailed, async () => {
        const { outline, name } = latest.current;
        const wanted = outline && work(outline);
        if (!wanted) return null;
        const label = clip(wanted.label);
        const next = await backend.call('cohort.edit', { name, label, edits: [...wanted.edits] });
        setSaid(wanted.said ?? t.changed(label));
        const path = placeOf(wanted, next);
        if (path && !(wanted.isStaying && isSomewhere())) setGoingTo({ path, at: wanted.at ?? 'word' });
        return next;
      }),
    [backend, run],
  );

  const pasteText = useCallback(
    (text: string, into: string) =>
      run(t.pasteFailed, async () => {
        const next = await backend.call('cohort.paste', { name: latest.current.name, into, text });
        setSaid(t.pasted);
        return next;
      }),
    [backend, run],
  );
  const forget = useCallback(() => setFailure(null), []);
  const fail = useCallback((title: string, error: unknown) => setFailure({ title, failure: Failure.from(error) }), []);

  return { detail, latest, change, pasteText, failure, fail, forget, said, say: setSaid, goingTo, setGoingTo };
}

export type CohortEdit = ReturnType<typeof useCohortEdit>;

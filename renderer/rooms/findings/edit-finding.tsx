import { useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { Button, Dialog, FailureNote } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { outlineOf } from './outline-of.ts';
import { WordsFields } from './words-fields.tsx';

/** Another title or context; the tables and the check are not touched. */
export function EditFinding({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [title, setTitle] = useState(finding.title);
  const [context, setContext] = useState(finding.context);
  const keep = async () => {
    const { id } = finding;
    const words = { id, title: title.trim(), context: context.trim() };
    if (await act(() => backend.call('finding.edit', words))) onClose();
  };
  return (
    <Dialog
      title={t.edit.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button
            variant="primary"
            unavailable={title.trim() === '' ? t.words.nameEmpty : null}
            onPress={() => void keep()}
          >
            {t.edit.button}
          </Button>
        </>
      }
    >
      <p>{t.edit.why}</p>
      <WordsFields
        title={title}
        context={context}
        outline={outlineOf(finding.provenance)}
        onTitle={setTitle}
        onContext={setContext}
      />
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}

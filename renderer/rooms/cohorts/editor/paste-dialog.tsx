import { useState } from 'react';
import { Button, Dialog, TextField } from '../../../kit/index.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';

interface PasteDialogProps {
  readonly where: string;
  readonly onPaste: (text: string) => void;
  readonly onClose: () => void;
}

/** Copied JSON by way of a field: the window may not read the clipboard by itself. */
export function PasteDialog({ where, onPaste, onClose }: PasteDialogProps) {
  const [text, setText] = useState('');
  return (
    <Dialog
      title={t.paste.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.paste.cancel}</Button>
          <Button
            variant="primary"
            unavailable={text.trim() === '' ? t.paste.empty : null}
            onPress={() => {
              onPaste(text);
              onClose();
            }}
          >
            {t.paste.button}
          </Button>
        </>
      }
    >
      <TextField
        label={t.paste.json}
        help={t.paste.where(where)}
        lines={10}
        mono
        value={text}
        onChange={setText}
        autoFocus
      />
    </Dialog>
  );
}

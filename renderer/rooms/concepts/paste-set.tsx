import { type ClipboardEvent, useDeferredValue, useState } from 'react';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { useAct } from '../../backend/use-act.ts';
import { useLive } from '../../backend/use-live.ts';
import { Button, Dialog, FailureNote, formatBytes, TextField } from '../../kit/index.ts';
import { conceptsText as t } from '../../text/concepts.ts';
import styles from './paste-set.module.css';

const w = t.paste;

interface PasteSetProps {
  readonly dataset: string | null;
  /** The set that takes the items; null: a new one, which is asked for its name. */
  readonly into: string | null;
  readonly taken: readonly string[];
  readonly onPaste: (expression: ConceptSetExpression, name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Takes ATLAS JSON, CSV or ids from the clipboard, and says what it found before anything is kept. */
export function PasteSet({ dataset, into, taken, onPaste, onClose }: PasteSetProps) {
  const { failure, act } = useAct();
  const [pasted, setPasted] = useState('');
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(pasted.trim());
  const read = useLive('conceptSet.read', asked === '' ? null : { text: asked, dataset: dataset ?? undefined });
  const found = asked !== '' && read.isCurrent ? read.content : undefined;
  const items = found?.expression.items.length ?? 0;
  const name = into ?? typed.trim();
  const nameProblem = into !== null ? null : name === '' ? t.name.empty : taken.includes(name) ? t.name.taken : null;
  const problem = asked === '' ? w.nothing : !found ? w.reading : items === 0 ? w.found(0) : nameProblem;
  const paste = async () => {
    if (found && !problem && (await act(async () => [await onPaste(found.expression, name)]))) onClose();
  };
  return (
    <Dialog
      title={into === null ? w.title : w.intoTitle(into)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.actions.cancel}</Button>
          <Button variant="primary" unavailable={problem} onPress={() => void paste()}>
            {into === null ? w.create(items) : w.add(items)}
          </Button>
        </>
      }
    >
      <PasteField text={pasted} onText={setPasted} />
      <div role="status" className={styles.found}>
        {found ? <p>{w.found(items)}</p> : null}
        <ul className={styles.warnings}>
          {found?.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </div>
      {asked !== '' && read.failure ? <FailureNote failure={read.failure} title={w.failed} /> : null}
      {into === null ? (
        <TextField
          label={t.name.label}
          problem={typed === '' ? null : nameProblem}
          value={typed}
          onChange={setTyped}
          maxLength={120}
        />
      ) : null}
      {failure ? <FailureNote failure={failure} title={t.editFailed} /> : null}
    </Dialog>
  );
}

/** A field draws a text of megabytes in seconds; beyond this many letters only its size is shown. */
const longest = 50_000;

interface PasteFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

function PasteField({ text, onText }: PasteFieldProps) {
  if (text.length > longest)
    return (
      <div className={styles.long}>
        <p>{w.long(formatBytes(text.length))}</p>
        <Button autoFocus onPress={() => onText('')}>
          {w.other}
        </Button>
      </div>
    );
  const onPaste = (event: ClipboardEvent) => {
    const whole = event.clipboardData.getData('text/plain');
    if (whole.length <= longest) return;
    event.preventDefault();
    onText(whole);
  };
  return (
    <div onPaste={onPaste}>
      <TextField label={w.label} lines={8} mono value={text} onChange={onText} autoFocus />
    </div>
  );
}

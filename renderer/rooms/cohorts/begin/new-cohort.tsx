import { useState } from 'react';
import { useAct } from '../../../backend/use-act.ts';
import { useBackend } from '../../../backend/use-backend.ts';
import { Button, Dialog, FailureNote, RadioGroup, Select, TextField } from '../../../kit/index.ts';
import { useCohortChoice } from '../../../state/cohort-choice.ts';
import { cohortsText as t } from '../../../text/cohorts.ts';
import { readDefinition } from './read-definition.ts';
import { suggestName } from './suggest-name.ts';

const w = t.begin;

export type Beginning = 'blank' | 'cohort' | 'copy' | 'paste';

interface NewCohortProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** A new cohort: from nothing, from another cohort, or from JSON. */
export function NewCohort({ names, onClose }: NewCohortProps) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const [how, setHow] = useState<Beginning>('blank');
  const [from, setFrom] = useState<string | null>(useCohortChoice.getState().name ?? names[0] ?? null);
  const [typed, setTyped] = useState<string | null>(null);
  const [json, setJson] = useState('');
  const name = (typed ?? suggestName(how, from, names)).trim();
  const nameProblem = name === '' ? w.nameEmpty : names.includes(name) ? w.nameTaken : null;
  const isFromCohort = how === 'cohort' || how === 'copy';
  const read = how === 'paste' ? readDefinition(json) : null;
  const jsonProblem = how !== 'paste' ? null : json.trim() === '' ? w.jsonEmpty : read ? null : w.notJson;
  const problem = nameProblem ?? (isFromCohort && from === null ? w.noCohort : jsonProblem);

  const create = async () => {
    if (problem) return;
    const made = await act(() => {
      if (read) return backend.call('cohort.save', { name, expression: read });
      const kind = how === 'paste' ? 'blank' : how;
      return backend.call('cohort.create', {
        name,
        from: kind === 'blank' ? { kind } : { kind, name: from ?? '' },
      });
    });
    if (!made) return;
    const choice = useCohortChoice.getState();
    if (how === 'blank') choice.begin(name);
    else choice.choose(name);
    onClose();
  };

  return (
    <Dialog
      title={w.title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{w.cancel}</Button>
          <Button variant="primary" unavailable={problem} onPress={() => void create()}>
            {w.create}
          </Button>
        </>
      }
    >
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          label={w.name}
          value={typed ?? suggestName(how, from, names)}
          onChange={setTyped}
          problem={typed === null ? null : nameProblem}
          maxLength={120}
          autoFocus
          onFocus={(event) => (event.target as HTMLInputElement).select()}
        />
        <RadioGroup
          label={w.how}
          value={how}
          onChange={(value) => setHow(value as Beginning)}
          options={[
            { value: 'blank', label: w.blank, note: w.whyBlank },
            ...(names.length > 0
              ? [
                  { value: 'cohort', label: w.cohort, note: w.whyCohort },
                  { value: 'copy', label: w.copy, note: w.whyCopy },
                ]
              : []),
            { value: 'paste', label: w.paste, note: w.whyPaste },
          ]}
        />
        {isFromCohort ? (
          <Select
            label={w.which}
            options={names.map((one) => ({ value: one, label: one }))}
            value={from}
            onChange={setFrom}
          />
        ) : null}
        {how === 'paste' ? (
          <TextField
            label={w.json}
            lines={8}
            mono
            value={json}
            onChange={setJson}
            problem={json.trim() === '' ? null : jsonProblem}
          />
        ) : null}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
      {failure ? <FailureNote failure={failure} title={w.failed} /> : null}
    </Dialog>
  );
}

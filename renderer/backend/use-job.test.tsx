// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import type { CallOptions } from '../../contract/index.ts';
import { never } from '../testing/backend-double.ts';
import { show } from '../testing/show.tsx';
import { useJob } from './use-job.ts';

const ok = { ok: true, problems: [], remarks: [], checked: 3, consistency: null };

function Probe() {
  const job = useJob('study.verify');
  const { state } = job;
  const shown = state.kind === 'done' ? state.result : 'previous' in state ? state.previous : undefined;
  return (
    <>
      <output aria-label="kind">{state.kind}</output>
      <output aria-label="stage">{state.kind === 'running' ? state.progress?.stage : ''}</output>
      <output aria-label="result">{shown ? String(shown.checked) : ''}</output>
      <button type="button" onClick={() => void job.start({}, 'Verifying')}>
        start
      </button>
      <button type="button" onClick={job.cancel}>
        cancel
      </button>
      <button type="button" onClick={job.again}>
        again
      </button>
    </>
  );
}

const kind = () => screen.getByLabelText('kind').textContent;
const press = async (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

it('reports progress and gives the result', async () => {
  let finish = () => {};
  show(<Probe />, {
    'study.verify': (_input, { onProgress }: CallOptions) =>
      new Promise((resolve) => {
        onProgress?.({ stage: 'Ledger', done: 1, total: 2 });
        finish = () => resolve(ok);
      }),
  });
  expect(kind()).toBe('idle');
  await press('start');
  expect(kind()).toBe('running');
  expect(screen.getByLabelText('stage').textContent).toBe('Ledger');
  await act(async () => finish());
  expect(kind()).toBe('done');
  expect(screen.getByLabelText('result').textContent).toBe('3');
});

it('keeps the last result on screen while the next runs and when that is cancelled', async () => {
  let runs = 0;
  show(<Probe />, {
    'study.verify': (input, options) => {
      runs += 1;
      return runs === 1 ? ok : never(input, options);
    },
  });
  await press('start');
  await press('start');
  expect([kind(), screen.getByLabelText('result').textContent]).toEqual(['running', '3']);
  await press('cancel');
  expect([kind(), screen.getByLabelText('result').textContent]).toEqual(['cancelled', '3']);
});

it('runs again with the same input after the engine was lost', async () => {
  let runs = 0;
  const { backend } = show(<Probe />, {
    'study.verify': () => {
      runs += 1;
      if (runs === 1) throw new Failure('engine_lost', 'The engine stopped.');
      return ok;
    },
  });
  await press('start');
  expect(kind()).toBe('failed');
  await press('again');
  expect(kind()).toBe('done');
  expect(backend.asked.map(({ method }) => method)).toEqual(['study.verify', 'study.verify']);
});

it('outlives its room: a job left running is found again', async () => {
  const { unmount } = show(<Probe />, { 'study.verify': never });
  await press('start');
  unmount();
  show(<Probe />, { 'study.verify': never });
  expect(kind()).toBe('running');
  await press('cancel');
  expect(kind()).toBe('cancelled');
});

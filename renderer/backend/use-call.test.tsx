// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { sampleStudy, show } from '../testing/show.tsx';
import { useBackend } from './use-backend.ts';
import { useCall } from './use-call.ts';

function Probe() {
  const call = useCall('study.current', {});
  const backend = useBackend();
  const content = call.kind === 'loading' ? undefined : call.content;
  return (
    <>
      <output aria-label="state">{`${call.kind} ${content?.name ?? '-'}`}</output>
      <button type="button" onClick={call.refetch}>
        refetch
      </button>
      <button type="button" onClick={() => void backend.call('study.undo', {})}>
        undo
      </button>
      <button type="button" onClick={() => void backend.call('study.open', { path: '/other' })}>
        open another
      </button>
    </>
  );
}

const state = () => screen.getByLabelText('state').textContent;
const press = async (name: string) => act(async () => screen.getByRole('button', { name }).click());

it('loads, then is full', async () => {
  show(<Probe />, { 'study.current': () => sampleStudy() });
  expect(state()).toBe('loading -');
  await act(async () => {});
  expect(state()).toBe('full Sample study');
});

it('keeps the last answer when asking again fails', async () => {
  let asked = 0;
  show(<Probe />, {
    'study.current': () => {
      asked += 1;
      if (asked > 1) throw new Failure('engine_lost', 'The engine stopped.');
      return sampleStudy();
    },
  });
  await act(async () => {});
  await press('refetch');
  expect(state()).toBe('failed Sample study');
});

it('asks again after a call that makes the answer stale', async () => {
  let name = 'before';
  show(<Probe />, {
    'study.current': () => sampleStudy({ name }),
    'study.undo': () => {
      name = 'after';
      return sampleStudy({ name });
    },
  });
  await act(async () => {});
  expect(state()).toBe('full before');
  await press('undo');
  expect(state()).toBe('full after');
});

it('never shows an answer of the study before', async () => {
  let name = 'first';
  let answer: () => void = () => {};
  const asked = () =>
    new Promise<void>((resolve) => {
      if (name === 'first') resolve();
      else answer = resolve;
    });
  show(<Probe />, {
    'study.current': async () => {
      await asked();
      return sampleStudy({ name });
    },
    'study.open': () => {
      name = 'second';
      return sampleStudy({ name });
    },
  });
  await act(async () => {});
  expect(state()).toBe('full first');
  await press('open another');
  expect(state()).toBe('loading -');
  await act(async () => answer());
  expect(state()).toBe('full second');
});

// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { Welcome } from '../rooms/welcome/welcome.tsx';
import { useSession } from '../state/session.ts';
import { type Answers, failing } from '../testing/backend-double.ts';
import { sampleStudy, show } from '../testing/show.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { DestroyKeys } from './destroy-keys.tsx';
import { relocking } from './relocking.ts';
import { strengthOf } from './strength.ts';
import { useLockedStudy } from './use-locked-study.ts';

const info = { version: '0.1.0', host: 'browser' as const, versions: {}, threads: 2, memoryLimit: '4 GB', home: '/h' };
const recent = { path: '/s/a.stillroom', name: 'Second line', openedAt: '2026-11-18T10:00:00Z', encrypted: true };
const base: Answers = { 'app.info': () => info, 'study.recent': () => [recent] };
const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const type = async (label: RegExp | string, value: string) =>
  act(async () => fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const sealed = sampleStudy({ name: 'Second line', path: recent.path, encrypted: true });

const opening: Answers['study.open'] = ({ passphrase }) => {
  if (passphrase === undefined) throw new Failure('passphrase', 'It is encrypted.', { needed: true });
  if (passphrase !== 'quiet copper lantern') throw new Failure('passphrase', 'Not it.', { wrong: true });
  return sealed;
};

beforeEach(() => {
  useLockedStudy.getState().leave();
  useSession.getState().setStudy(null);
});

describe('a locked study', () => {
  it('is marked in the list, asks for its passphrase, says when it is wrong, and opens', async () => {
    show(<Welcome />, { ...base, 'study.open': opening });
    await screen.findByLabelText('encrypted');
    await press(/Second line/);
    await screen.findByRole('heading', { name: 'Unlock “Second line”' });
    await type('Passphrase', 'wrong one');
    await press(/^Unlock$/);
    expect(await screen.findByText('This is not the passphrase of the study.')).toBeTruthy();
    expect(useSession.getState().study).toBeNull();
    await type('Passphrase', 'quiet copper lantern');
    await act(async () => fireEvent.keyDown(screen.getByLabelText('Passphrase'), { key: 'Enter' }));
    await expect.poll(() => useSession.getState().study?.name).toBe('Second line');
    expect(useLockedStudy.getState().study).toBeNull();
  });

  it('says when Caps Lock is on, and shows what is typed only when asked', async () => {
    useLockedStudy.getState().ask(recent);
    show(<Welcome />, base);
    const field = await screen.findByLabelText<HTMLInputElement>('Passphrase');
    expect(field.type).toBe('password');
    await act(async () => {
      const event = new KeyboardEvent('keydown', { key: 'A', bubbles: true });
      Object.defineProperty(event, 'getModifierState', { value: (name: string) => name === 'CapsLock' });
      field.dispatchEvent(event);
    });
    expect(screen.getByText('Caps Lock is on.')).toBeTruthy();
    await press(/Show the passphrase/);
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase').type).toBe('text');
    await act(async () => fireEvent.keyDown(field, { key: 'Escape' }));
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  it('is one whose engine was lost: the window asks again', async () => {
    useSession.getState().setStudy(sealed);
    const lost = new Failure('passphrase', 'It is encrypted.', { needed: true });
    const backend = relocking({ call: () => Promise.reject(lost) });
    await expect(backend.call('finding.list', {})).rejects.toBe(lost);
    expect(useSession.getState().study).toBeNull();
    expect(useLockedStudy.getState().study).toMatchObject({ path: recent.path, wasLost: true });
  });
});

it('a new study is encrypted where asked: two equal passphrases, with their strength', async () => {
  const { backend } = show(<Welcome />, {
    ...base,
    'files.list': () => ({
      path: '/d/labs',
      parent: '/d',
      entries: [{ name: 'person.csv', path: '/d/labs/person.csv', kind: 'file', bytes: 1 }],
    }),
    'study.create': () => sealed,
  });
  await press(/Begin with a folder of data/);
  await screen.findByText('person.csv');
  await press(/Use this folder/);
  await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Encrypt this study/ })));
  expect(screen.getByText(/A lost passphrase loses the data/)).toBeTruthy();
  await type('Passphrase', 'password12');
  expect(screen.getByRole('status', { name: 'Strength of the passphrase' }).textContent).toMatch(/^Weak/);
  await type('Passphrase', 'quiet copper lantern drum moss');
  await type('The same again', 'quiet copper lamp');
  await press(/Create the study/);
  expect(backend.asked.some(({ method }) => method === 'study.create')).toBe(false);
  await type('The same again', 'quiet copper lantern drum moss');
  await press(/Create the study/);
  expect(backend.asked.find(({ method }) => method === 'study.create')?.input).toMatchObject({
    passphrase: 'quiet copper lantern drum moss',
  });
});

it('the passphrase is changed by who knows it', async () => {
  show(<ChangePassphrase study={sealed} onClose={() => undefined} />, {
    'study.changePassphrase': failing(new Failure('passphrase', 'Not it.', { wrong: true })),
  });
  await type('Passphrase now', 'wrong');
  await type('New passphrase', 'a new, longer passphrase');
  await type('The same again', 'a new, longer passphrase');
  await press(/Change it/);
  expect(await screen.findByText('This is not the passphrase of the study.')).toBeTruthy();
});

it('keys are destroyed once the name was typed, of what was chosen', async () => {
  const { backend } = show(<DestroyKeys study={sealed} onClose={() => undefined} />, {
    'study.destroyKeys': () => ({ destroyed: ['sample'] }),
  });
  await press(/^Destroy$/);
  expect(backend.asked).toEqual([]);
  await act(async () => fireEvent.click(screen.getByRole('radio', { name: /Everything/ })));
  await type(/to confirm$/, 'Second line');
  await press(/^Destroy$/);
  expect(backend.asked[0]?.input).toEqual({ confirm: 'Second line' });
});

it.each([
  ['short', 'nine char'],
  ['weak', 'aaaaaaaaaaaaaaaa'],
  ['weak', 'Password2026!'],
  ['weak', 'abcdefghijklmnop'],
  ['weak', 'one two three'],
  ['fair', 'quiet copper lantern drum'],
  ['strong', 'quiet copper lantern drum moss'],
  ['strong', 'v7#Kq!x2Zr9&'],
])('%s: %s', (strength, passphrase) => expect(strengthOf(passphrase)).toBe(strength));

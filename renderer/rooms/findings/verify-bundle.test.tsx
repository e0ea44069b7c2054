// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SignOffSummary } from '../../../contract/bundle.ts';
import { Failure } from '../../../contract/failure.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing } from '../../testing/backend-double.ts';
import { show } from '../../testing/show.tsx';
import { VerifyBundle } from './verify-bundle.tsx';

const [key, reviewer] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
const signOff: SignOffSummary = {
  bundle: 'ef'.repeat(32),
  decision: 'query',
  words: 'Why two rows?',
  reviewer: { name: 'R. Viewer', role: 'Output checker' },
  at: '2026-03-02T09:14:00.000Z',
  fingerprint: reviewer,
};

const open = (answers: Answers) => show(<VerifyBundle onClose={() => {}} />, answers);
const type = async (name: string, value: string) =>
  act(async () => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } }));
const press = async (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const turnTo = async (name: string) => act(async () => fireEvent.click(screen.getByRole('tab', { name })));

it('says who signed a bundle, and what a reviewer decided', async () => {
  const signature = { fingerprint: key, at: signOff.at, ledger: { size: 24, head: '01'.repeat(32) } };
  const { backend } = open({
    'bundle.verify': () => ({ ok: true, problems: [], checked: 7, sha256: '23'.repeat(32), signature, signOff }),
  });
  await type('Bundle', '/out/b.zip');
  await type('Sign-off, where there is one', '/out/b.signoff.json');
  await press('Verify');
  expect(backend.asked.at(-1)?.input).toEqual({ path: '/out/b.zip', signOff: '/out/b.signoff.json' });
  for (const text of [key, '24 lines', 'R. Viewer, Output checker', 'Why two rows?', reviewer])
    expect(screen.getByText(text)).toBeTruthy();
  expect(await accessibilityProblems(document.body)).toEqual([]);
});

it('writes a sign-off once bundle, decision, words and name are there', async () => {
  const { backend } = open({ 'bundle.signOff': () => ({ file: '/out/b.signoff.json', signOff }) });
  await turnTo('Sign off');
  await type('Bundle', '/out/b.zip');
  await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Query' })));
  await type('Words', 'Why two rows?');
  expect(screen.getByRole('button', { name: 'Write the sign-off' }).getAttribute('aria-disabled')).toBe('true');
  await type('Your name', 'R. Viewer');
  await press('Write the sign-off');
  expect(backend.asked.at(-1)?.input).toMatchObject({ path: '/out/b.zip', decision: 'query', name: 'R. Viewer' });
  expect(screen.getByText('/out/b.signoff.json')).toBeTruthy();
});

it('takes a sign-off back, and says why one is not taken', async () => {
  open({ 'bundle.takeSignOff': failing(new Failure('not_found', 'No bundle with that hash left this study.')) });
  await turnTo('Take back');
  await type('Sign-off', '/out/b.signoff.json');
  await press('Take it into the ledger');
  expect(screen.getByRole('alert').textContent).toContain('No bundle with that hash left this study.');
});

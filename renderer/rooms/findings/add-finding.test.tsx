// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { Run } from '../../../contract/findings.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { checkedRelease, finding, refusedRelease } from '../../testing/findings.ts';
import { show } from '../../testing/show.tsx';
import { AddFinding } from './add-finding.tsx';

const run: Run = {
  id: 'r1',
  title: 'Survival: diabetes',
  sentence: 'Median survival 7 days in 3 persons.',
  provenance: finding('r1').provenance,
  result: {},
  release: { tables: [], curves: [] },
};

const open = async (more: Answers = {}) => {
  let isClosed = false;
  const shown = show(
    <AddFinding
      run="r1"
      onClose={() => {
        isClosed = true;
      }}
    />,
    { 'run.get': () => run, 'finding.preview': () => checkedRelease(), ...more },
  );
  await act(async () => {});
  return { ...shown, isClosed: () => isClosed };
};
const add = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Add to findings' })));

it('shows the check before anything is kept, and never the exact sentence', async () => {
  await open();
  expect(screen.getByText('1 of 2 numbers are shown.')).toBeTruthy();
  expect(screen.getByDisplayValue('Survival: diabetes')).toBeTruthy();
  expect(document.body.textContent).not.toContain('Median survival');
});

it('adds with the words that were written', async () => {
  const { backend, isClosed } = await open({ 'finding.add': () => finding('r1') });
  const write = (name: string, value: string) =>
    act(async () => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } }));
  await write('Title', 'Survival with diabetes ');
  await write('Context', 'Adults.');
  await add();
  expect(backend.asked.find(({ method }) => method === 'finding.add')?.input).toEqual({
    run: 'r1',
    title: 'Survival with diabetes',
    context: 'Adults.',
  });
  expect(isClosed()).toBe(true);
});

it('explains a refusal, and offers nothing to add', async () => {
  await open({ 'finding.preview': refusedRelease });
  expect(screen.getByRole('alert').textContent).toContain('Use a larger cohort, wider windows or broader groups');
  expect(screen.queryByRole('button', { name: 'Add to findings' })).toBeNull();
});

it('stays open when adding fails', async () => {
  const { isClosed } = await open({ 'finding.add': failing(new Failure('locked', 'Open elsewhere.')) });
  await add();
  expect(screen.getByRole('alert').textContent).toContain('Open elsewhere.');
  expect(isClosed()).toBe(false);
});

it('says that it checks, and why it could not', async () => {
  const { unmount } = await open({ 'finding.preview': never });
  expect(screen.getByRole('status').textContent).toContain('Checking what may leave');
  unmount();
  await open({ 'finding.preview': failing(new Failure('disclosure', 'A relation does not hold.')) });
  expect(screen.getByRole('alert').textContent).toContain('A relation does not hold.');
});

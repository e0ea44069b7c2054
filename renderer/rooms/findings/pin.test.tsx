// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { Finding } from '../../../contract/findings.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { useSession } from '../../state/session.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { finding, refusedRelease } from '../../testing/findings.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { PinButton } from './pin-button.tsx';

const open = async (more: Answers = {}, run: string | null = 'run-one') => {
  const kept: Finding[] = [];
  const shown = show(<PinButton run={run} />, {
    'finding.list': () => [...kept],
    'finding.add': () => {
      kept.push(finding('one'));
      return finding('one');
    },
    ...more,
  });
  await act(async () => {});
  return shown;
};
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

beforeEach(() => {
  useFindingSelection.setState({ wanted: null });
  useSession.getState().setStudy(sampleStudy());
  useSession.getState().goTo('analyses');
});

it('pins in one act, and then is the way to the finding', async () => {
  const { backend } = await open();
  await press('Add to findings');
  expect(backend.asked.find(({ method }) => method === 'finding.add')?.input).toEqual({ run: 'run-one' });
  await press('In findings');
  expect(useSession.getState().room).toBe('findings');
  expect(useFindingSelection.getState().wanted).toBe('one');
  expect(backend.asked.filter(({ method }) => method === 'finding.add')).toHaveLength(1);
});

it('says why nothing may leave, and the way out', async () => {
  const refused = failing(new Failure('disclosure', 'Nothing of it may leave.'));
  await open({ 'finding.add': refused, 'finding.preview': refusedRelease });
  await press('Add to findings');
  expect(screen.getByRole('alert').textContent).toContain('Use a larger cohort, wider windows or broader groups');
  await act(async () => fireEvent.click(screen.getAllByRole('button', { name: 'Close' })[1]!));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says what went wrong where it was not the check', async () => {
  await open({ 'finding.add': failing(new Failure('locked', 'Open elsewhere.')) });
  await press('Add to findings');
  expect(screen.getByRole('alert').textContent).toContain('Open elsewhere.');
});

it('cannot be pressed twice while it checks, nor where the result was not kept', async () => {
  const { unmount } = await open({ 'finding.add': never });
  await press('Add to findings');
  const button = () => screen.getByRole('button', { name: 'Add to findings' });
  expect(button().getAttribute('aria-disabled')).toBe('true');
  unmount();
  await open({}, null);
  expect(button().getAttribute('aria-disabled')).toBe('true');
});

// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Revision } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import { useSession } from '../../../state/session.ts';
import { accessibilityProblems } from '../../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../../testing/backend-double.ts';
import { cohortDetail, cohortEntry } from '../../../testing/cohorts.ts';
import { sampleStudy, show } from '../../../testing/show.tsx';
import { Revisions } from './revisions.tsx';

const revision = (id: string, change: Partial<Revision> = {}): Revision => ({
  id,
  at: '2026-11-21T09:30:00Z',
  label: null,
  generated: [{ dataset: 'sample', persons: 1284, rows: 1310 }],
  isPresent: false,
  ...change,
});
const two = [revision('b', { isPresent: true }), revision('a', { label: 'as registered', generated: [] })];

const open = async (answers: Answers, readOnly: string | null = null) => {
  const shown = show(<Revisions name="gout" readOnly={readOnly} />, answers);
  await act(async () => {});
  return shown;
};
const press = (name: RegExp | string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

describe('the revisions of a cohort', () => {
  it('loading, failed, none', async () => {
    const loading = await open({ 'cohort.revisions': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the revisions');
    loading.unmount();
    const failed = await open({ 'cohort.revisions': failing(new Failure('unreadable', 'A file is damaged.')) });
    expect(screen.getByRole('alert').textContent).toContain('A file is damaged.');
    failed.unmount();
    await open({ 'cohort.revisions': () => [] });
    expect(screen.getByText(/^No revisions yet/)).toBeTruthy();
  });

  it('full: name, time and persons; the present one is neither shown against itself nor restored', async () => {
    const { container } = await open({ 'cohort.revisions': () => two });
    const [present, kept] = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(present?.textContent).toMatch(/Kept when it was generated.*present definition.*1,284\spersons on “sample”/);
    expect(kept?.textContent).toMatch(/as registered.*not generated/);
    const restore = within(present as HTMLElement).getByRole('button', { name: /Restore/ });
    expect(restore.getAttribute('aria-disabled')).toBe('true');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows what changed since, with more than colour', async () => {
    const word = (text: string, mark: 'same' | 'added' | 'removed') => ({ text, mark });
    const lines = [
      {
        kind: 'changed' as const,
        path: '$.x',
        depth: 1,
        isMoved: false,
        before: [word('aged ', 'same'), word('18', 'removed')],
        after: [word('aged ', 'same'), word('21', 'added')],
      },
      { kind: 'same' as const, path: '$.y', depth: 0, isMoved: false, before: [], after: [] },
    ];
    const { backend } = await open({
      'cohort.revisions': () => two,
      'cohort.difference': () => ({ isEqual: false, sections: [{ heading: 'Inclusion rules', lines }] }),
    });
    await press('Show what changed since “as registered”');
    const shown = screen.getByRole('region', { name: 'From “as registered” to the present definition' });
    expect(shown.querySelector('del')?.textContent).toBe('18');
    expect(shown.querySelector('ins')?.textContent).toBe('21');
    expect(shown.textContent).toContain('Changed');
    expect(shown.textContent).toContain('1 unchanged line');
    expect(backend.asked.at(-1)?.input).toEqual({
      before: { name: 'gout', revision: 'a' },
      after: { name: 'gout' },
    });
  });

  it('keeps the present one under a name, and restores an earlier one', async () => {
    const { backend } = await open({
      'cohort.revisions': () => two,
      'cohort.keep': () => two,
      'cohort.restore': () => cohortDetail(cohortEntry('gout')),
    });
    await press('Keep this revision…');
    const name = screen.getByRole('textbox', { name: 'Name' });
    await act(async () => fireEvent.change(name, { target: { value: ' before the washout ' } }));
    await press('Keep');
    expect(backend.asked.find(({ method }) => method === 'cohort.keep')?.input).toEqual({
      name: 'gout',
      label: 'before the washout',
    });
    await press('Restore “as registered”');
    expect(backend.asked.find(({ method }) => method === 'cohort.restore')?.input).toEqual({
      name: 'gout',
      revision: 'a',
    });
  });

  it('keeps and restores nothing in a read-only study', async () => {
    await open({ 'cohort.revisions': () => two }, 'Another window writes.');
    for (const name of ['Keep this revision…', 'Restore “as registered”'])
      expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
  });
});

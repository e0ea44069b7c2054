// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { checkedRelease, finding, refusedRelease } from '../../testing/findings.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import FindingsRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const settle = () => act(async () => {});

const info = {
  version: '0.1.0',
  host: 'browser' as const,
  versions: {},
  threads: 2,
  memoryLimit: '2 GB',
  home: '/home/me/Stillroom',
};

const open = async (more: Answers = {}) => {
  const shown = show(<FindingsRoom />, {
    'finding.list': () => [finding('one'), finding('two', { context: '' })],
    'app.info': () => info,
    ...more,
  });
  await settle();
  return shown;
};

beforeEach(() => {
  useFindingSelection.setState({ ids: [] });
  useSession.getState().setStudy(sampleStudy());
});

describe('the four states', () => {
  it('empty: says what a finding is and where one comes from', async () => {
    await open({ 'finding.list': () => [] });
    expect(screen.getByText('Nothing on the table yet')).toBeTruthy();
    await press(/Go to Analyses/);
    expect(useSession.getState().room).toBe('analyses');
  });

  it('loading', async () => {
    await open({ 'finding.list': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the findings');
  });

  it('failed', async () => {
    await open({ 'finding.list': failing(new Failure('integrity', 'finding.json was changed.')) });
    expect(screen.getByRole('alert').textContent).toContain('finding.json was changed.');
  });

  it('full: cards with numbered tables and figures, and the check beside each', async () => {
    await open();
    expect(screen.getByRole('heading', { name: 'Finding one' })).toBeTruthy();
    expect(screen.getByText('Adults with diabetes, 2011 to 2020.')).toBeTruthy();
    expect(screen.getByText('Table 2.')).toBeTruthy();
    expect(screen.getByText('Figure 2.')).toBeTruthy();
    const note = within(screen.getByRole('complementary', { name: 'The check: Finding one' }));
    expect(note.getByText('1 of 2 numbers are shown.')).toBeTruthy();
    expect(note.getByText(/Counts are rounded to 5/)).toBeTruthy();
  });

  it('full is clean for assistive technology', async () => {
    const { container } = await open();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a card', () => {
  it('hatches what is withheld and says why', async () => {
    await open({ 'finding.list': () => [finding('one')] });
    expect(screen.getByRole('img', { name: /Withheld: it counts 1 to 10 persons/ }).textContent).toBe('—');
    expect(screen.getByRole('cell', { name: '645' })).toBeTruthy();
  });

  it('without context asks for it, and keeps the words', async () => {
    const { backend } = await open({ 'finding.edit': ({ id }) => finding(id) });
    await press(/Write it/);
    await act(async () =>
      fireEvent.change(screen.getByRole('textbox', { name: 'Context' }), { target: { value: ' Who and when. ' } }),
    );
    await press(/^Keep$/);
    expect(backend.asked.find(({ method }) => method === 'finding.edit')?.input).toEqual({
      id: 'two',
      title: 'Finding two',
      context: 'Who and when.',
    });
  });

  it('is taken off the table only when asked twice', async () => {
    const { backend } = await open({ 'finding.list': () => [finding('one')], 'finding.remove': () => ({}) });
    await press(/^Remove$/);
    expect(backend.asked.some(({ method }) => method === 'finding.remove')).toBe(false);
    await press(/Remove the finding/);
    expect(backend.asked.find(({ method }) => method === 'finding.remove')?.input).toEqual({ id: 'one' });
  });

  it('that may not leave says why and the way out, and cannot be selected', async () => {
    await open({ 'finding.list': () => [finding('one', { checked: refusedRelease() })] });
    expect(screen.getByRole('alert').textContent).toMatch(/Nothing of this may leave.*larger cohort/s);
    expect(screen.getByRole('checkbox')).toHaveProperty('disabled', true);
  });
});

describe('export', () => {
  it('needs a selection', async () => {
    await open();
    expect(screen.getByRole('button', { name: /^Export/ }).getAttribute('aria-disabled')).toBe('true');
  });

  it('writes the selected findings, and shows path, hash and changes', async () => {
    const { backend } = await open({
      'export.bundle': ({ findings, out }) => ({
        bundle: out,
        sha256: 'ab'.repeat(32),
        findings,
        changes: checkedRelease().changes,
      }),
      'bundle.verify': () => ({ ok: true, problems: [], checked: 7, sha256: '', signature: null, signOff: null }),
    });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Finding two/ })));
    await press(/Export 1/);
    const path = screen.getByRole('textbox', { name: 'Write to' }) as HTMLInputElement;
    expect(path.value).toMatch(/^\/home\/me\/Stillroom\/sample-study-\d{4}-\d\d-\d\d\.zip$/);
    await press(/Write the bundle/);
    expect(backend.asked.find(({ method }) => method === 'export.bundle')?.input).toEqual({
      findings: ['two'],
      out: path.value,
    });
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(path.value)).toBeTruthy();
    expect(dialog.getByText('ab'.repeat(32))).toBeTruthy();
    await press(/Verify it now/);
    expect(dialog.getByText(/Unchanged: 7 files recomputed/)).toBeTruthy();
  });

  it('keeps the path when writing fails', async () => {
    await open({ 'export.bundle': failing(new Failure('conflict', 'The file exists already.')) });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Finding one/ })));
    await press(/Export 1/);
    await press(/Write the bundle/);
    expect(screen.getByRole('alert').textContent).toContain('The file exists already.');
    expect(screen.getByRole('textbox', { name: 'Write to' })).toBeTruthy();
  });
});

it('verifies a bundle by its path, and says what is wrong with it', async () => {
  const problems = ['findings/one.json: hash differs'];
  await open({
    'bundle.verify': () => ({ ok: false, problems, checked: 3, sha256: '', signature: null, signOff: null }),
  });
  await press(/Verify a bundle/);
  await act(async () =>
    fireEvent.change(screen.getByRole('textbox', { name: 'Bundle' }), { target: { value: '/out/b.zip' } }),
  );
  await press(/^Verify$/);
  expect(screen.getByRole('alert').textContent).toContain('findings/one.json: hash differs');
});

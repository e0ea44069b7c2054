// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { LedgerEntry } from '../../../contract/study.ts';
import { Inspector } from '../../frame/inspector.tsx';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { byDay, matching } from './ledger-days.ts';
import { merge } from './use-ledger.ts';
import LedgerRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const settle = () => act(async () => {});

const entry = (seq: number, change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  seq,
  at: `2026-11-${String(10 + (seq % 18)).padStart(2, '0')}T12:00:00Z`,
  act: 'cohort',
  summary: `Cohort “c${seq}” generated`,
  detail: { persons: seq },
  previous: '00'.repeat(32),
  hash: seq.toString(16).padStart(64, 'a'),
  ...change,
});
const two = [entry(2, { act: 'export', summary: 'Bundle exported: 4 findings' }), entry(1)];

const open = async (more: Answers = {}) => {
  const shown = show(
    <>
      <LedgerRoom />
      <Inspector />
    </>,
    { 'ledger.list': () => ({ total: 2, found: 2, entries: two }), ...more },
  );
  await settle();
  return shown;
};

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

describe('the four states', () => {
  it('empty', async () => {
    await open({ 'ledger.list': () => ({ total: 0, found: 0, entries: [] }) });
    expect(screen.getByText('The ledger is empty')).toBeTruthy();
  });

  it('loading', async () => {
    await open({ 'ledger.list': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the ledger');
  });

  it('failed', async () => {
    await open({ 'ledger.list': failing(new Failure('integrity', 'Line 3 was changed.')) });
    expect(screen.getByRole('alert').textContent).toContain('Line 3 was changed.');
  });

  it('full: a line an act under its day, hashes short', async () => {
    await open();
    const line = screen.getByRole('option', { name: /Bundle exported/ });
    expect(line.textContent).toContain('Export');
    expect(line.textContent).toContain('aaaaaaaa');
    expect(screen.getByText('12 November 2026')).toBeTruthy();
  });

  it('full is clean for assistive technology', async () => {
    const { container } = await open();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('narrows by words, and says so', async () => {
  await open();
  const search = screen.getByRole('textbox', { name: 'Search the ledger' });
  await act(async () => fireEvent.change(search, { target: { value: 'bundle 4' } }));
  expect(screen.getAllByRole('option')).toHaveLength(1);
  expect(screen.getByText(/^1 of 2/)).toBeTruthy();
  await act(async () => fireEvent.change(search, { target: { value: 'nothing like it' } }));
  await press(/Show every entry/);
  expect(screen.getAllByRole('option')).toHaveLength(2);
});

it('shows what an act recorded in the inspector', async () => {
  await open();
  await act(async () => fireEvent.click(screen.getByRole('option', { name: /c1/ })));
  expect(screen.getByText('Entry 1')).toBeTruthy();
  expect(screen.getByText(/"persons": 1/)).toBeTruthy();
});

it('goes back a page', async () => {
  const all = Array.from({ length: 250 }, (_, index) => entry(250 - index));
  const { backend } = await open({
    'ledger.list': ({ offset, limit }) => ({ total: 250, found: 250, entries: all.slice(offset, offset + limit) }),
  });
  expect(screen.getAllByRole('option')).toHaveLength(200);
  await press(/Show 50 earlier/);
  expect(backend.asked.at(-1)?.input).toEqual({ offset: 200, limit: 200 });
  expect(screen.getAllByRole('option')).toHaveLength(250);
});

describe('verify', () => {
  it('says that the study is unchanged', async () => {
    await open({ 'study.verify': () => ({ ok: true, problems: [], remarks: [], checked: 19, consistency: null }) });
    await press(/Verify the study/);
    expect(screen.getByText(/Unchanged: 19 entries and files recomputed/)).toBeTruthy();
  });

  it('names what does not hold', async () => {
    await open({ 'study.verify': () => ({ ok: false, problems: ['ledger.ndjson line 2: chain broken'], remarks: [], checked: 2, consistency: null }) });
    await press(/Verify the study/);
    expect(screen.getByRole('alert').textContent).toContain('ledger.ndjson line 2: chain broken');
  });

  it('can be cancelled', async () => {
    await open({ 'study.verify': never });
    await press(/Verify the study/);
    await press(/^Cancel$/);
    expect(screen.getByText('Verifying was cancelled.')).toBeTruthy();
  });
});

describe('entries', () => {
  it('stand under their day in the order given', () => {
    expect(byDay([entry(3), entry(2), entry(20)]).map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([
      [3],
      [2, 20],
    ]);
  });

  it('are found by act, by every word, by the beginning of the hash', () => {
    expect(matching(two, '', 'export').map(({ seq }) => seq)).toEqual([2]);
    expect(matching(two, 'COHORT c1', null).map(({ seq }) => seq)).toEqual([1]);
    expect(matching(two, two[0]?.hash.slice(0, 64) ?? '', null).map(({ seq }) => seq)).toEqual([2]);
    expect(matching(two, 'cohort bundle', null)).toEqual([]);
  });

  it('of two pages are merged, each once, newest first', () => {
    expect(merge([entry(3), entry(2)], [entry(2), entry(1)]).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });
});

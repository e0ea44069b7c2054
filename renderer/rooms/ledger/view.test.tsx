// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { TraceStep } from '../../../contract/ledger.ts';
import type { LedgerEntry, SignedHead } from '../../../contract/study.ts';
import { Inspector } from '../../frame/inspector.tsx';
import { openEntry, useLedgerRoom } from '../../state/ledger-room.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { byDay } from './ledger-days.ts';
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

const head: SignedHead = {
  size: 2,
  root: 'a'.repeat(64),
  head: 'b'.repeat(64),
  at: '2026-11-12T12:00:00.000Z',
  publicKey: 'c'.repeat(64),
  signature: 'd'.repeat(128),
};
const claim = {
  seq: 1,
  at: head.at,
  act: 'cohort' as const,
  leaf: 'e'.repeat(64),
  path: [],
  head,
  fingerprint: 'f00d'.repeat(16),
  words: 'Entry 1 of 2: the proof in words.',
};

const open = async (more: Answers = {}) => {
  const shown = show(
    <>
      <LedgerRoom />
      <Inspector />
    </>,
    {
      'ledger.list': () => ({ total: 2, found: 2, entries: two }),
      'ledger.head': () => ({ head, fingerprint: 'f00d'.repeat(16), problem: null }),
      'ledger.prove': ({ seq }) => ({ ...claim, seq }),
      ...more,
    },
  );
  await settle();
  return shown;
};

beforeEach(() => {
  useSession.getState().setStudy(sampleStudy());
  useLedgerRoom.setState({ chosen: null, words: '', act: null });
});

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

  it('full: a line an act under its day, and the key that signs', async () => {
    await open();
    const line = screen.getByRole('option', { name: /Bundle exported/ });
    expect(line.textContent).toMatch(/^2\d\d:\d\dExportBundle exported: 4 findings$/);
    expect(screen.getByText('12 November 2026')).toBeTruthy();
    expect(screen.getByText(/^f00d f00d( f00d){14}$/)).toBeTruthy();
  });

  it('full, where the ledger was tampered with: nothing is signed, and why', async () => {
    await open({ 'ledger.head': () => ({ head: null, fingerprint: null, problem: 'The ledger was cut.' }) });
    expect(screen.getByRole('alert').textContent).toContain('The ledger was cut.');
  });

  it('full is clean for assistive technology', async () => {
    const { container } = await open();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('looks for words in the whole ledger, and says how many it found', async () => {
  const { backend } = await open({
    'ledger.list': ({ words }) =>
      words === 'bundle 4' ? { total: 2, found: 1, entries: two.slice(0, 1) } : { total: 2, found: 0, entries: [] },
  });
  const search = screen.getByRole('textbox', { name: 'Search the ledger' });
  await act(async () => fireEvent.change(search, { target: { value: 'bundle 4' } }));
  expect(backend.asked.at(-1)).toMatchObject({ method: 'ledger.list', input: { words: 'bundle 4', act: null } });
  expect(screen.getAllByRole('option')).toHaveLength(1);
  expect(screen.getByText(/^1 of 2/)).toBeTruthy();
  await act(async () => fireEvent.change(search, { target: { value: 'nothing like it' } }));
  await press(/Show every entry/);
  expect(useLedgerRoom.getState().words).toBe('');
});

it('shows what an act recorded in the inspector', async () => {
  await open();
  await act(async () => fireEvent.click(screen.getByRole('option', { name: /c1/ })));
  expect(screen.getByText('Entry 1')).toBeTruthy();
  expect(screen.getByText('Persons').nextElementSibling?.textContent).toBe('1');
});

it('goes back a page', async () => {
  const all = Array.from({ length: 250 }, (_, index) => entry(250 - index));
  const { backend } = await open({
    'ledger.list': ({ offset = 0, limit = 200 }) => ({
      total: 250,
      found: 250,
      entries: all.slice(offset, offset + limit),
    }),
  });
  expect(screen.getAllByRole('option')).toHaveLength(200);
  await press(/Show 50 earlier/);
  expect(backend.asked.filter(({ method }) => method === 'ledger.list').at(-1)?.input).toMatchObject({ offset: 200 });
  expect(screen.getAllByRole('option')).toHaveLength(250);
});

describe('how a number was made', () => {
  const steps: TraceStep[] = [
    { kind: 'dataset', seq: 2, at: head.at, name: 'sample', sha256: 'a'.repeat(64), regime: null, isPresent: true },
    {
      kind: 'cohort',
      seq: null,
      at: null,
      name: 'c1',
      fingerprint: 'b'.repeat(64),
      persons: 412,
      revision: '0123456789abcdef',
    },
  ];
  const made = entry(1, { detail: { run: 'run-1' } });
  const shown = () =>
    open({
      'ledger.list': () => ({ total: 2, found: 2, entries: [two[0]!, made] }),
      'ledger.trace': () => ({ steps }),
      'ledger.again': () => ({
        run: 'run-1',
        title: 'Cohort',
        isSame: false,
        compared: 12,
        differences: [{ kind: 'cell' as const, where: 'Attrition, Women, Persons', before: '31', after: '30' }],
      }),
    });

  it('leads from each step to its entry and its room', async () => {
    openEntry(1);
    const { backend } = await shown();
    expect(backend.asked.find(({ method }) => method === 'ledger.trace')?.input).toEqual({ run: 'run-1' });
    expect(screen.getByText(/412 persons/)).toBeTruthy();
    expect(screen.getByText('not in the ledger')).toBeTruthy();
    await press(/^Entry 2$/);
    expect(useLedgerRoom.getState().chosen).toBe(2);
    openEntry(1);
    await settle();
    await press(/^sample$/);
    expect(useSession.getState().room).toBe('data');
  });

  it('is done again and compared', async () => {
    openEntry(1);
    await shown();
    await press(/Run again and compare/);
    expect(screen.getByText('Not the same')).toBeTruthy();
    expect(screen.getByText('Cell: Attrition, Women, Persons')).toBeTruthy();
    expect(screen.getByText(/Then 31/).textContent).toContain('Now 30');
  });

  it('an entry is proved in words, which can be copied', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    openEntry(1);
    await shown();
    await press(/Copy the proof/);
    expect(copied).toEqual([claim.words]);
  });
});

describe('verify', () => {
  it('says that the study is unchanged', async () => {
    await open({ 'study.verify': () => ({ ok: true, problems: [], remarks: [], checked: 19, consistency: null }) });
    await press(/Verify the study/);
    expect(screen.getByText(/Unchanged: 19 entries and files recomputed/)).toBeTruthy();
  });

  it('says what to know besides', async () => {
    const remarks = ['Entry 9: the study was given another signing key.'];
    await open({ 'study.verify': () => ({ ok: true, problems: [], remarks, checked: 19, consistency: null }) });
    await press(/Verify the study/);
    expect(screen.getByText(remarks[0]!)).toBeTruthy();
  });

  it('names what does not hold', async () => {
    await open({
      'study.verify': () => ({
        ok: false,
        problems: ['ledger.ndjson line 2: chain broken'],
        remarks: [],
        checked: 2,
        consistency: null,
      }),
    });
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

  it('of two pages are merged, each once, newest first', () => {
    expect(merge([entry(3), entry(2)], [entry(2), entry(1)]).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });
});

// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { useLedgerRoom } from '../../state/ledger-room.ts';
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
    'run.list': () => ['run-one', 'run-two'],
    'app.info': () => info,
    'finding.together': ({ findings }) => findings.map((id) => ({ id, checked: checkedRelease() })),
    'finding.report': () => ({ html: '<style>html { color: red }</style><p>The report.</p><script>alert(1)</script>' }),
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
    expect(note.getByText('1 of 2 numbers can be published.')).toBeTruthy();
    expect(note.getByText(/Counts are rounded to 5/)).toBeTruthy();
  });

  it('full is clean for assistive technology', async () => {
    const { container } = await open();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a card', () => {
  it('hatches what is withheld, and says which rule and what it is for', async () => {
    await open({ 'finding.list': () => [finding('one')] });
    const cell = screen.getByRole('button', { name: 'Withheld. Why?' });
    expect(cell.textContent).toBe('—');
    await act(async () => cell.focus());
    const note = screen.getByText('Small count').closest('[role=status]');
    expect(note?.textContent).toContain('It counts 1 to 10 persons or events');
    expect(note?.textContent).toContain('Otherwise: Somebody who knows one of them');
    await press(/Close the explanation/);
    expect(screen.queryByText('Small count')).toBeNull();
  });

  it('explains a rounded number too, one arrow away; Tab stops once in a table', async () => {
    await open({ 'finding.list': () => [finding('one')] });
    const rounded = screen.getByRole('button', { name: '645, rounded. Why?' });
    const withheld = screen.getByRole('button', { name: 'Withheld. Why?' });
    expect([rounded.tabIndex, withheld.tabIndex]).toEqual([0, -1]);
    await act(async () => rounded.focus());
    expect(screen.getByText('Rounded to 5')).toBeTruthy();
    await act(async () => fireEvent.keyDown(rounded, { key: 'ArrowDown' }));
    expect(document.activeElement).toBe(withheld);
    expect(screen.getByText('Small count')).toBeTruthy();
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
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Take “Finding two”/ })));
    await press(/Export 1/);
    const report = screen.getByRole('region', { name: 'Report' });
    expect(report.shadowRoot?.textContent).toBe('The report.');
    expect(screen.getByText(/“Finding two” has no sentence of context/)).toBeTruthy();
    await press(/I have read it/);
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
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Take “Finding one”/ })));
    await press(/Export 1/);
    await press(/I have read it/);
    await press(/Write the bundle/);
    expect(screen.getByRole('alert').textContent).toContain('The file exists already.');
    expect(screen.getByRole('textbox', { name: 'Write to' })).toBeTruthy();
  });
});

it('a finding whose result is gone says so, and cannot leave', async () => {
  await open({ 'run.list': () => ['run-two'] });
  const card = within(screen.getByRole('article', { name: 'Finding one' }));
  expect(card.getByText('Its result is no longer in this study')).toBeTruthy();
  expect(card.getByRole('checkbox')).toHaveProperty('disabled', true);
  expect(card.queryByRole('button', { name: /coarser/ })).toBeNull();
});

it('read only: nothing is moved, edited or put together', async () => {
  useSession.getState().setStudy(sampleStudy({ readOnly: true }));
  await open();
  for (const name of [/Move/, /Edit the words/, /^Remove$/, /coarser/, /Write it/])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.getByRole('grid', { name: 'Contents' })).toBeTruthy();
});

describe('chosen for export', () => {
  const earlier = { at: '2026-10-02T08:00:00Z', titles: ['Finding of October'] };
  const withheld = checkedRelease({
    summary: { cells: 2, published: 0, withheld: 2, refused: false },
    changes: [
      {
        where: 'Persons by group: Women, Persons',
        rule: 'earlier release',
        action: 'withheld',
        reason: 'With what left before, a small count could be worked out.',
        id: 'earlier-release',
        earlier,
      },
    ],
  });
  const choose = (title: string) =>
    act(async () => fireEvent.click(screen.getByRole('checkbox', { name: `Take “${title}” into the bundle` })));

  it('a finding is shown as it would leave with the others and beside what has left before', async () => {
    const { backend } = await open({ 'finding.together': () => [{ id: 'one', checked: withheld }] });
    const note = within(screen.getByRole('complementary', { name: 'The check: Finding one' }));
    expect(note.getByText(/^Checked by itself/)).toBeTruthy();
    await choose('Finding one');
    expect(backend.asked.find(({ method }) => method === 'finding.together')?.input).toEqual({ findings: ['one'] });
    expect(note.getByText('0 of 2 numbers can be published.')).toBeTruthy();
    expect(note.getByText(/^Checked beside what has left before/)).toBeTruthy();
    await choose('Finding one');
    expect(note.getByText('1 of 2 numbers can be published.')).toBeTruthy();
  });

  it('coarser groups are tried beside the others that are chosen', async () => {
    const { backend } = await open({ 'finding.coarser': never });
    for (const title of ['Finding one', 'Finding two']) await choose(title);
    const note = within(screen.getByRole('complementary', { name: 'The check: Finding two' }));
    await act(async () => fireEvent.click(note.getByRole('button', { name: /Try coarser groups/ })));
    expect(backend.asked.find(({ method }) => method === 'finding.coarser')?.input).toEqual({
      id: 'two',
      beside: ['one'],
    });
  });

  it('what is refused beside an earlier release can be taken out again, and says why', async () => {
    const reason = 'Its cohort and that of a release of 2026-10-02 (“Finding of October”) differ by so few persons.';
    const refused = checkedRelease({
      ...refusedRelease(),
      changes: [
        { where: 'The whole result', rule: 'differencing', action: 'refused', reason, id: 'earlier-release', earlier },
      ],
    });
    await open({ 'finding.together': () => [{ id: 'one', checked: refused }] });
    await choose('Finding one');
    expect(screen.getByRole('alert').textContent).toContain(reason);
    expect(screen.getByRole('alert').textContent).not.toContain('Every number in it rests on');
    await choose('Finding one');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('findings that cannot leave together say so above them', async () => {
    await open({ 'finding.together': failing(new Failure('disclosure', 'A small count would stay exposed.')) });
    await choose('Finding one');
    expect(screen.getByRole('alert').textContent).toContain('A small count would stay exposed.');
  });
});

it('leads to how a finding was made, in the ledger', async () => {
  const checked = {
    kind: 'check' as const,
    seq: 7,
    at: null,
    finding: 'one',
    title: 'Finding one',
    published: 1,
    withheld: 1,
  };
  const { backend } = await open({
    'finding.list': () => [finding('one')],
    'ledger.trace': () => ({ steps: [checked] }),
  });
  await press(/How was this number made/);
  expect(backend.asked.find(({ method }) => method === 'ledger.trace')?.input).toEqual({ finding: 'one' });
  expect(useSession.getState().room).toBe('ledger');
  expect(useLedgerRoom.getState().chosen).toBe(7);
});

describe('the order', () => {
  it('is changed by a card’s buttons, kept, and told', async () => {
    const { backend } = await open({ 'finding.order': () => ({}) });
    const [first] = screen.getAllByRole('button', { name: 'Move down' });
    await act(async () => fireEvent.click(first!));
    expect(backend.asked.find(({ method }) => method === 'finding.order')?.input).toEqual({ ids: ['two', 'one'] });
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
      'Finding two',
      'Finding one',
    ]);
    expect(screen.getByText('“Finding one” is now 2 of 2')).toBeTruthy();
  });

  it('goes back where it could not be kept', async () => {
    await open({ 'finding.order': failing(new Failure('read_only', 'The disk is read only.')) });
    const [first] = screen.getAllByRole('button', { name: 'Move down' });
    await act(async () => fireEvent.click(first!));
    expect(screen.getByRole('alert').textContent).toContain('The disk is read only.');
    expect(screen.getAllByRole('article')[0]?.getAttribute('aria-label')).toBe('Finding one');
  });
});

describe('coarser groups', () => {
  const joined = [{ table: 'groups', rows: [1, 2], keep: 'sum' as const }];
  const summary = { cells: 2, published: 2, withheld: 0, refused: false };
  const answer = {
    present: { summary: checkedRelease().summary, losses: [] },
    proposals: [
      { kind: 'levels' as const, tables: ['Persons by group'], rows: ['Men or unknown'], joined, summary, losses: [] },
    ],
    cannot: [{ table: 'Attrition', why: 'no-levels' as const }],
  };

  it('are proposed with what they would show, taken with one press, and undone with another', async () => {
    let kept = finding('one');
    const { backend } = await open({
      'finding.list': () => [kept],
      'finding.coarser': () => answer,
      'finding.coarsen': ({ joined: now }) => {
        kept = finding('one', now.length > 0 ? { joined: now } : {});
        return kept;
      },
    });
    await press(/Try coarser groups/);
    expect(screen.getByText('Put together: “Men or unknown”')).toBeTruthy();
    expect(screen.getByText('No number withheld, now 1.')).toBeTruthy();
    expect(screen.getByText(/“Attrition” has no rows that add up/)).toBeTruthy();
    await press(/^Put together$/);
    expect(backend.asked.find(({ method }) => method === 'finding.coarsen')?.input).toEqual({ id: 'one', joined });
    await press(/Have the rows apart again/);
    expect(backend.asked.filter(({ method }) => method === 'finding.coarsen').at(-1)?.input).toEqual({
      id: 'one',
      joined: [],
    });
  });

  it('that do not help say so', async () => {
    await open({ 'finding.list': () => [finding('one')], 'finding.coarser': () => ({ ...answer, proposals: [] }) });
    await press(/Try coarser groups/);
    expect(screen.getByText('No coarser grouping withholds less.')).toBeTruthy();
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

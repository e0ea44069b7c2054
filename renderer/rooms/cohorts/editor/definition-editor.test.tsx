// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CohortDetail } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import type { Edit, Outline } from '../../../../contract/outline.ts';
import { useSession } from '../../../state/session.ts';
import { accessibilityProblems } from '../../../testing/accessibility.ts';
import { type Answers, failing } from '../../../testing/backend-double.ts';
import { cohortDetail, cohortEntry } from '../../../testing/cohorts.ts';
import { line, outlineOf, plain, rule, word } from '../../../testing/outline.ts';
import { sampleStudy, show } from '../../../testing/show.tsx';
import { CohortPage } from '../cohort-page.tsx';

const settle = () => act(async () => {});
const press = async (name: RegExp | string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const pick = async (name: RegExp | string) => act(async () => fireEvent.click(screen.getByRole('menuitem', { name })));

const criterion = '$.PrimaryCriteria.CriteriaList[0]';
const age = `${criterion}.ConditionOccurrence.Age.Value`;
const first = `${criterion}.ConditionOccurrence.First`;
const set = `${criterion}.ConditionOccurrence.CodesetId`;
const diabetes = { path: '$.ConceptSets[0]', id: 0, name: 'Diabetes', items: 2, uses: 1, remove: null };

const entry = line(
  criterion,
  [
    word(first, 'choice', 'any', {
      label: 'which condition occurrences count',
      value: false,
      options: [
        { label: 'any', value: false },
        { label: 'the first', value: true },
      ],
    }),
    plain(' condition occurrence of '),
    word(set, 'conceptSet', '“Diabetes”', { label: 'concept set of the condition', value: 0, isOptional: true }),
    plain(', aged '),
    word(age, 'number', '18', { label: 'least age', value: 18, min: 0, isWhole: true, isOptional: true }),
  ],
  { role: 'criterion', isCounted: true },
);

const rules = (names: readonly string[], off: readonly string[] = []) =>
  names.map((name) => rule(name, { isOff: off.includes(name) }));

interface Given {
  readonly outline?: Outline;
  readonly after?: Outline;
  readonly answers?: Answers;
}

const start = outlineOf({ entry: [entry], rules: rules(['One', 'Two', 'Three']), conceptSets: [diabetes] });

/** The page of a cohort; an edit is answered with `after`. */
async function open({ outline = start, after = outline, answers = {} }: Given = {}) {
  const own = cohortEntry('gout', 'none');
  let now: CohortDetail = cohortDetail(own, { outline });
  const shown = show(<CohortPage name="gout" dataset="sample" names={['gout']} />, {
    'cohort.get': () => now,
    'cohort.edit': () => {
      now = cohortDetail(own, { outline: after, expression: { edited: true } });
      return now;
    },
    ...answers,
  });
  await settle();
  const edits = () =>
    shown.backend.asked.filter(({ method }) => method === 'cohort.edit').map(({ input }) => input) as {
      readonly label: string;
      readonly edits: readonly Edit[];
    }[];
  return { ...shown, edits };
}

const focused = () => document.activeElement as HTMLElement;
const handle = (name: string) => screen.getByRole('button', { name: `Actions for “${name}”` });
const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent);

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

describe('a word of the sentence', () => {
  it('is a button that says what it is and what stands there', async () => {
    const { container } = await open();
    const button = screen.getByRole('button', { name: 'least age: 18' });
    expect(button.textContent).toBe('18');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('choice: takes another word under a label that undo can show, and keeps the focus', async () => {
    const { edits } = await open();
    await press('which condition occurrences count: any');
    expect(screen.getByRole('menuitemradio', { name: 'any' }).getAttribute('aria-checked')).toBe('true');
    await act(async () => fireEvent.click(screen.getByRole('menuitemradio', { name: 'the first' })));
    expect(edits()).toEqual([
      {
        name: 'gout',
        label: 'Change which condition occurrences count to the first',
        edits: [{ op: 'set', path: first, value: true }],
      },
    ]);
    expect(focused().dataset.word).toBe(first);
  });

  it('number: Enter keeps it and goes back to the word', async () => {
    const { edits } = await open();
    await press('least age: 18');
    const field = screen.getByRole('textbox', { name: 'least age' });
    expect(focused()).toBe(field);
    await act(async () => fireEvent.change(field, { target: { value: '40' } }));
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
    expect(edits()).toMatchObject([{ label: 'Change least age to 40', edits: [{ op: 'set', path: age, value: 40 }] }]);
    expect(focused().dataset.word).toBe(age);
    expect(focused().getAttribute('role')).toBe('button');
  });

  it('text: typing begins anew at once, keys of commands do not', async () => {
    const { edits } = await open();
    const name = screen.getByRole('button', { name: 'name of the rule: Two' });
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
      await act(async () => fireEvent.keyDown(name, { key: 'W', ...more }));
    await act(async () => fireEvent.keyDown(name, { key: 'F2' }));
    expect(screen.queryByRole('textbox', { name: 'name of the rule' })).toBeNull();
    await act(async () => fireEvent.keyDown(name, { key: 'W' }));
    const field = screen.getByRole('textbox', { name: 'name of the rule' });
    expect(field).toHaveProperty('value', 'W');
    expect(field).toHaveProperty('selectionStart', 1);
    await act(async () => fireEvent.change(field, { target: { value: 'Women' } }));
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
    expect(edits()).toMatchObject([{ edits: [{ op: 'set', value: 'Women' }] }]);
  });

  it('does not call back who has gone on before the edit was made', async () => {
    let answer: (detail: CohortDetail) => void = () => undefined;
    const later = new Promise<CohortDetail>((resolve) => {
      answer = resolve;
    });
    await open({ answers: { 'cohort.edit': () => later } });
    await press('least age: 18');
    const field = screen.getByRole('textbox', { name: 'least age' });
    await act(async () => fireEvent.change(field, { target: { value: '40' } }));
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
    handle('Two').focus();
    await act(async () => answer(cohortDetail(cohortEntry('gout', 'none'), { outline: start })));
    expect(focused()).toBe(handle('Two'));
  });

  it('number: leaving keeps it, nothing removes it, Escape takes back', async () => {
    const { edits } = await open();
    const type = async (value: string) => {
      await press('least age: 18');
      const field = screen.getByRole('textbox', { name: 'least age' });
      await act(async () => fireEvent.change(field, { target: { value } }));
      return field;
    };
    await act(async () => fireEvent.keyDown(screen.getByRole('button', { name: 'least age: 18' }), { key: '7' }));
    expect(screen.getByRole('textbox', { name: 'least age' })).toHaveProperty('value', '7');
    await act(async () => fireEvent.keyDown(screen.getByRole('textbox', { name: 'least age' }), { key: 'Escape' }));
    expect(edits()).toEqual([]);
    const left = await type('21');
    await act(async () => fireEvent.blur(left));
    const emptied = await type('');
    await act(async () => fireEvent.keyDown(emptied, { key: 'Enter' }));
    expect(edits().map(({ label }) => label)).toEqual(['Change least age to 21', 'Remove least age']);
    expect(edits()[1]?.edits).toEqual([{ op: 'remove', path: age }]);
  });

  it('number: what cannot stand there is not kept, and says why', async () => {
    const { edits } = await open();
    await press('least age: 18');
    const field = screen.getByRole('textbox', { name: 'least age' });
    for (const [typed, why] of [
      ['old', 'Type a number, such as 18.'],
      ['1.5', 'Type a whole number.'],
      ['-1', 'The least is 0.'],
    ] as const) {
      await act(async () => fireEvent.change(field, { target: { value: typed } }));
      await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
      expect(screen.getByRole('alert').textContent).toBe(why);
      expect(field.getAttribute('aria-invalid')).toBe('true');
    }
    expect(edits()).toEqual([]);
  });

  it('concept set: another one, or one of the study, brought along as one edit', async () => {
    const expression = { items: [{ concept: { CONCEPT_ID: 1 }, includeDescendants: true }] };
    const { edits } = await open({
      answers: {
        'conceptSet.list': () => [{ name: 'Gout', items: 1, usedBy: [] }],
        'conceptSet.get': () => ({ name: 'Gout', items: 1, usedBy: [], expression }),
      },
    });
    await press('concept set of the condition: “Diabetes”');
    await settle();
    expect(screen.getByRole('menuitemradio', { name: 'Diabetes' }).getAttribute('aria-checked')).toBe('true');
    await act(async () => fireEvent.click(screen.getByRole('menuitemradio', { name: 'Gout' })));
    await settle();
    expect(edits()).toMatchObject([
      {
        label: 'New concept set “Gout”',
        edits: [
          { op: 'insert', path: '$.ConceptSets', value: { id: 1, name: 'Gout', expression } },
          { op: 'set', path: set, value: 1 },
        ],
      },
    ]);
  });

  it('is plain text in a read-only study', async () => {
    useSession.getState().setStudy(sampleStudy({ readOnly: true }));
    await open();
    expect(screen.queryByRole('button', { name: 'least age: 18' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add a rule' })).toBeNull();
  });
});

describe('lines', () => {
  it('adds from a menu, and goes to what was added', async () => {
    const { edits } = await open({
      after: outlineOf({ entry: [entry, { ...entry, path: '$.PrimaryCriteria.CriteriaList[1]', parts: [] }] }),
    });
    await press('Add an entry event…');
    await pick('condition occurrence');
    expect(edits()[0]?.label).toBe('Add condition occurrence');
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(1);
  });

  it('moves by Alt and arrow: the focus goes along, and the place is said', async () => {
    const after = outlineOf({ entry: [entry], rules: rules(['Two', 'One', 'Three']) });
    const { edits } = await open({ after });
    handle('One').focus();
    await act(async () => fireEvent.keyDown(handle('One'), { key: 'ArrowDown', altKey: true }));
    await settle();
    expect(edits()).toMatchObject([
      { label: 'Move “One” down', edits: [{ op: 'move', path: '$.InclusionRules', from: 0, to: 1 }] },
    ]);
    expect(focused()).toBe(handle('One'));
    expect(said()).toContain('“One” is now 2 of 3.');
  });

  it('two quick presses move it twice, each from where it then stands', async () => {
    const orders = [
      ['Two', 'One', 'Three'],
      ['Two', 'Three', 'One'],
    ];
    let n = 0;
    const own = cohortEntry('gout', 'none');
    const { edits } = await open({
      answers: {
        'cohort.edit': () => {
          const order = orders[n] ?? [];
          n += 1;
          return cohortDetail(own, { outline: outlineOf({ entry: [entry], rules: rules(order) }), expression: { n } });
        },
      },
    });
    handle('One').focus();
    await act(async () => {
      fireEvent.keyDown(handle('One'), { key: 'ArrowDown', altKey: true });
      fireEvent.keyDown(handle('One'), { key: 'ArrowDown', altKey: true });
    });
    await settle();
    expect(edits().map((one) => one.edits[0])).toMatchObject([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ]);
  });

  it('walks from line to line with the arrows, and does not move the first one up', async () => {
    const { edits } = await open();
    handle('One').focus();
    fireEvent.keyDown(handle('One'), { key: 'ArrowDown' });
    expect(focused()).toBe(handle('Two'));
    handle('One').focus();
    await act(async () => fireEvent.keyDown(handle('One'), { key: 'ArrowUp', altKey: true }));
    await press('Actions for “One”');
    expect(screen.getByRole('menuitem', { name: 'Move up' }).getAttribute('aria-disabled')).toBe('true');
    expect(edits()).toEqual([]);
  });

  it('switches a rule off: it stays, struck, and says so in words', async () => {
    const after = outlineOf({ entry: [entry], rules: rules(['One', 'Two', 'Three'], ['Two']) });
    const { edits } = await open({ after });
    await press('Actions for “Two”');
    await pick('Switch off');
    expect(edits()[0]).toMatchObject({
      label: 'Switch off “Two”',
      edits: [{ op: 'switch', path: '$.InclusionRules[1]', on: false }],
    });
    const item = handle('Two').closest('li') as HTMLElement;
    expect(within(item).getByText('off')).toBeTruthy();
    expect(focused()).toBe(handle('Two'));
  });

  it('says why an edit was not made, and keeps the definition', async () => {
    await open({
      answers: { 'cohort.edit': failing(new Failure('read_only', 'Another window holds this study.')) },
    });
    await press('Add a rule');
    expect(screen.getByRole('alert').textContent).toContain('Another window holds this study.');
    expect(handle('One')).toBeTruthy();
  });

  it('pastes a copied rule beside the rules, a criterion into the rule that has the focus', async () => {
    const { backend } = await open({
      answers: { 'cohort.paste': () => cohortDetail(cohortEntry('gout', 'none'), { outline: start }) },
    });
    const paste = (text: string) =>
      act(async () => fireEvent.paste(handle('Two'), { clipboardData: { getData: () => text } }));
    await paste('{"value": {"name": "x", "expression": {}}}');
    await paste('{"Criteria": {}}');
    const pasted = backend.asked.filter(({ method }) => method === 'cohort.paste').map(({ input }) => input);
    expect(pasted).toMatchObject([{ into: '$.InclusionRules' }, { into: '$.InclusionRules[1]' }]);
  });
});

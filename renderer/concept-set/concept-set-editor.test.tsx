// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import type { ConceptSetExpression } from '../../contract/vocabulary.ts';
import { useConceptSearches } from '../state/concept-search.ts';
import { accessibilityProblems } from '../testing/accessibility.ts';
import { type Answers, failing, never } from '../testing/backend-double.ts';
import { concept, facts, item, names, resolve, search, sinusitis, viral } from '../testing/concepts.ts';
import { show } from '../testing/show.tsx';
import { ConceptSetEditor } from './concept-set-editor.tsx';

const answers: Answers = {
  'vocabulary.facts': () => facts(),
  'vocabulary.search': search,
  'vocabulary.resolve': ({ expression, side }) => resolve(expression, side),
};

const settle = () => act(async () => {});
const press = async (element: Element) => act(async () => fireEvent.click(element));
const tab = async (name: RegExp) => press(screen.getByRole('tab', { name }));

interface Kept {
  expression: ConceptSetExpression;
  readonly labels: string[];
}

async function edit(
  expression: ConceptSetExpression,
  more: Answers = {},
  readOnly = false,
  dataset: string | null = 'sample',
) {
  const kept: Kept = { expression, labels: [] };
  function Keeper() {
    const [shown, setShown] = useState(expression);
    const change = (next: ConceptSetExpression, label: string) => {
      kept.expression = next;
      kept.labels.push(label);
      setShown(next);
    };
    return <ConceptSetEditor expression={shown} onChange={change} dataset={dataset} readOnly={readOnly} />;
  }
  const shown = show(<Keeper />, { ...answers, ...more });
  await settle();
  return { ...shown, kept };
}

beforeEach(() => useConceptSearches.setState({ queries: {} }));

describe('items', () => {
  it('say what the set comes to, and what each brings by itself', async () => {
    await edit({ items: [item(sinusitis, { includeDescendants: true })] });
    expect(screen.getByText(/3\sconcepts/, { selector: 'strong *' })).toBeTruthy();
    expect(screen.getByText(/3,380\spersons/)).toBeTruthy();
    expect(within(screen.getByRole('row', { name: 'Sinusitis' })).getByText(/3\sconcepts/)).toBeTruthy();
  });

  it('switches are named, and every edit has its label', async () => {
    const { kept } = await edit({ items: [item(sinusitis), item(viral)] });
    await press(screen.getByRole('checkbox', { name: 'Include descendants of “Sinusitis”' }));
    await press(screen.getByRole('checkbox', { name: 'Exclude “Viral sinusitis”' }));
    await press(screen.getByRole('button', { name: 'Remove “Viral sinusitis”' }));
    expect(kept.labels).toEqual([
      'Include descendants of “Sinusitis”',
      'Exclude “Viral sinusitis”',
      'Remove “Viral sinusitis”',
    ]);
    expect(kept.expression.items).toMatchObject([{ includeDescendants: true }]);
  });

  it('D, M and X switch, Delete removes', async () => {
    const { kept } = await edit({ items: [item(sinusitis)] });
    const row = screen.getByRole('row', { name: 'Sinusitis' });
    for (const key of ['d', 'm', 'x', 'Delete']) await act(async () => fireEvent.keyDown(row, { key }));
    expect(kept.labels).toEqual([
      'Include descendants of “Sinusitis”',
      'Include concepts mapped to “Sinusitis”',
      'Exclude “Sinusitis”',
      'Remove “Sinusitis”',
    ]);
  });

  it('an excluded item says what it takes', async () => {
    await edit({ items: [item(sinusitis, { includeDescendants: true }), item(viral, { isExcluded: true })] });
    expect(screen.getByText(/Excluded items take 1\sconcept away/)).toBeTruthy();
    expect(within(screen.getByRole('row', { name: 'Viral sinusitis' })).getByText('covers 1')).toBeTruthy();
  });

  it('an excluded item that takes nothing says so', async () => {
    await edit({ items: [item(sinusitis), item(viral, { isExcluded: true })] });
    expect(screen.getByText(/Excluded items take nothing away/)).toBeTruthy();
  });

  it('an unknown concept is marked, counted and kept', async () => {
    await edit({ items: [item(concept(7, 'Of elsewhere')), item(sinusitis)] });
    expect(screen.getByText('not in this vocabulary')).toBeTruthy();
    expect(screen.getByText(/One item is not in this vocabulary/)).toBeTruthy();
  });

  it('read only: nothing can be switched, removed or added', async () => {
    const { kept } = await edit({ items: [item(sinusitis)] }, {}, true);
    expect(screen.getByRole('checkbox', { name: /descendants/ })).toHaveProperty('disabled', true);
    await act(async () => fireEvent.keyDown(screen.getByRole('row', { name: 'Sinusitis' }), { key: 'Delete' }));
    expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
    expect(screen.queryByRole('tab', { name: /Add/ })).toBeNull();
    expect(kept.labels).toEqual([]);
  });

  it('an empty set leads to the search', async () => {
    await edit({ items: [] });
    await press(screen.getByRole('button', { name: 'Search concepts' }));
    expect(screen.getByRole('searchbox', { name: /Search concepts/ })).toBeTruthy();
  });

  it('without a dataset items can be edited, and that is said', async () => {
    const { kept } = await edit({ items: [item(sinusitis)] }, {}, false, null);
    expect(screen.getByText(/need a dataset/)).toBeTruthy();
    expect(screen.getAllByRole('tab')).toHaveLength(1);
    await press(screen.getByRole('checkbox', { name: /Exclude/ }));
    expect(kept.labels).toEqual(['Exclude “Sinusitis”']);
  });

  it('many items have a line to find one by', async () => {
    const items = Array.from({ length: 14 }, (_, i) => item(concept(i + 1, `Finding number ${i + 1}`)));
    await edit({ items });
    await act(async () =>
      fireEvent.change(screen.getByRole('searchbox', { name: /Find among/ }), { target: { value: 'number 13' } }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(1);
    expect(screen.getByText(/1 of 14\sitems/)).toBeTruthy();
  });

  it('is clean for assistive technology', async () => {
    const { container } = await edit({ items: [item(sinusitis), item(concept(7, 'n'.repeat(80)))] });
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('what the set comes to', () => {
  it('each concept with why it is in', async () => {
    await edit({ items: [item(sinusitis, { includeDescendants: true })] });
    await tab(/Concepts in it 3/);
    expect(screen.getByRole('row', { name: 'Viral sinusitis' }).textContent).toMatch(
      /descendant of “Sinusitis”, 1\slevel below/,
    );
    expect(screen.getByRole('row', { name: 'Sinusitis' }).textContent).toContain('chosen itself');
  });

  it('what excluded items cover can be seen', async () => {
    await edit({ items: [item(sinusitis, { includeDescendants: true }), item(viral, { isExcluded: true })] });
    await tab(/Concepts in it 2/);
    expect(screen.queryByRole('row', { name: 'Viral sinusitis' })).toBeNull();
    await press(screen.getByRole('radio', { name: 'Excluded' }));
    expect(screen.getAllByRole('row').map((row) => row.getAttribute('aria-label'))).toEqual(['Viral sinusitis']);
    expect(screen.getByRole('row', { name: 'Viral sinusitis' }).textContent).toContain(
      'Taken away because: excluded itself',
    );
  });

  it('what excluded items cover and nothing brings is not listed as taken away', async () => {
    await edit({ items: [item(sinusitis), item(viral, { isExcluded: true })] });
    await tab(/Concepts in it 1/);
    await press(screen.getByRole('radio', { name: 'Excluded' }));
    expect(screen.queryByRole('row', { name: 'Viral sinusitis' })).toBeNull();
    expect(screen.getByText(/no other item brings what they cover/)).toBeTruthy();
  });

  it('a failure says why; the items stay', async () => {
    await edit(
      { items: [item(sinusitis)] },
      { 'vocabulary.resolve': failing(new Failure('timed_out', 'The hierarchy took too long.')) },
    );
    expect(screen.getByRole('alert').textContent).toContain('The hierarchy took too long.');
    expect(screen.getByRole('row', { name: 'Sinusitis' })).toBeTruthy();
  });

  it('says that it counts, and is asked with ids only', async () => {
    const { backend } = await edit({ items: [item(sinusitis)] }, { 'vocabulary.resolve': never });
    expect(screen.getByText('Counting…')).toBeTruthy();
    const asked = backend.asked.find(({ method }) => method === 'vocabulary.resolve')?.input;
    expect(asked).toMatchObject({ expression: { items: [{ concept: { CONCEPT_ID: sinusitis.id } }] } });
    expect(JSON.stringify(asked)).not.toContain('Sinusitis');
  });
});

describe('adding by searching in place', () => {
  const type = async (text: string) =>
    act(async () =>
      fireEvent.change(screen.getByRole('searchbox', { name: /Search concepts/ }), { target: { value: text } }),
    );

  it('Enter adds the first, with descendants unless told otherwise, and marks it', async () => {
    const { kept } = await edit({ items: [] });
    await tab(/Add/);
    await type('sinus');
    await act(async () => fireEvent.keyDown(screen.getByRole('searchbox', { name: /Search/ }), { key: 'Enter' }));
    expect(names(kept.expression)).toEqual(['Sinusitis']);
    expect(kept.expression.items[0]?.includeDescendants).toBe(true);
    expect(screen.getByRole('img', { name: 'in the set' })).toBeTruthy();
    await press(screen.getByRole('checkbox', { name: 'with descendants' }));
    await press(screen.getByRole('button', { name: 'Add “Viral sinusitis”' }));
    expect(kept.expression.items[1]?.includeDescendants).toBe(false);
    expect(kept.labels).toEqual(['Add “Sinusitis”', 'Add “Viral sinusitis”']);
  });

  it('an Enter before the answer waits for it', async () => {
    let answer = () => {};
    const { kept } = await edit(
      { items: [] },
      {
        'vocabulary.search': (input) =>
          input.text === 'chronic'
            ? new Promise((resolved) => {
                answer = () => resolved(search(input));
              })
            : search(input),
      },
    );
    await tab(/Add/);
    await type('chronic');
    await act(async () => fireEvent.keyDown(screen.getByRole('searchbox', { name: /Search/ }), { key: 'Enter' }));
    expect(kept.labels).toEqual([]);
    await act(async () => answer());
    expect(names(kept.expression)).toEqual(['Chronic sinusitis']);
  });

  it('what was typed is marked in the names', async () => {
    await edit({ items: [] });
    await tab(/Add/);
    await type('sinus vir');
    const row = screen.getByRole('row', { name: 'Viral sinusitis' });
    expect([...row.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Vir', 'sinus']);
  });
});

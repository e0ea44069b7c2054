// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { ConceptSetExpression } from '../../../contract/vocabulary.ts';
import { allCommands, runCommand } from '../../commands/registry.ts';
import { useConceptSearches } from '../../state/concept-search.ts';
import { useConceptsRoom } from '../../state/concepts-room.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import {
  chronic,
  detail,
  facts,
  item,
  names,
  relative,
  resolve,
  search,
  setEntry,
  sinusitis,
  viral,
} from '../../testing/concepts.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import ConceptsRoom from './view.tsx';

const settle = () => act(async () => {});
const press = async (name: RegExp | string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const choose = async (role: string, name: RegExp | string) =>
  act(async () => fireEvent.click(screen.getByRole(role, { name })));

/** A study's concept sets, kept as the engine keeps them. */
function study(sets: Record<string, ConceptSetExpression> = {}): Answers {
  const kept = new Map(Object.entries(sets));
  const entry = (name: string) => setEntry(name, { items: kept.get(name)?.items.length ?? 0 });
  return {
    'vocabulary.facts': () => facts(),
    'vocabulary.search': search,
    'vocabulary.resolve': ({ expression }) => resolve(expression),
    'vocabulary.concept': ({ id }) => detail([sinusitis, viral, chronic].find((one) => one.id === id) ?? sinusitis),
    'conceptSet.list': () => [...kept.keys()].map(entry),
    'conceptSet.get': ({ name }) => ({ ...entry(name), expression: kept.get(name) ?? { items: [] } }),
    'conceptSet.save': ({ name, expression }) => {
      kept.set(name, expression);
      return entry(name);
    },
    'conceptSet.rename': ({ name, to }) => {
      kept.set(to, kept.get(name) ?? { items: [] });
      kept.delete(name);
      return entry(to);
    },
    'conceptSet.remove': ({ name }) => {
      kept.delete(name);
      return {};
    },
  };
}

async function open(answers: Answers = study()) {
  const shown = show(<ConceptsRoom />, answers);
  await settle();
  await settle();
  const inputs = (method: string) => shown.backend.asked.filter((one) => one.method === method).map((one) => one.input);
  return { ...shown, inputs };
}

beforeEach(() => {
  useConceptSearches.setState({ queries: {}, focused: {} });
  useConceptsRoom.setState({ set: null, tab: 'items', trail: [], asked: null, focus: { room: 0, picker: 0 } });
  useSession.getState().setStudy(sampleStudy());
});

describe('what the room shows', () => {
  it('the vocabulary in numbers, the most recorded concepts, persons and records with their units', async () => {
    await open();
    expect(screen.getByText(/444\sconcepts, 2 vocabularies, v5\.0\s27.FEB.25\./)).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Sinusitis' }).textContent).toMatch(/1,284\spersons17,268\srecords/);
    expect(screen.getByText('None in this study yet.')).toBeTruthy();
  });

  it('loading: says that it looks at the vocabulary', async () => {
    await open({ ...study(), 'vocabulary.facts': never });
    expect(screen.getByText('Looking at the vocabulary…')).toBeTruthy();
  });

  it('failed: says why and tries again', async () => {
    await open({
      ...study(),
      'conceptSet.list': failing(new Failure('unreadable', 'concept-sets/x.json is damaged.')),
    });
    expect(screen.getByRole('alert').textContent).toContain('concept-sets/x.json is damaged.');
  });

  it('without a dataset: sets can be kept, and the way to data is shown', async () => {
    useSession.getState().setStudy(sampleStudy({ datasets: [] }));
    useSession.setState({ dataset: null });
    await open();
    expect(screen.getByText('No vocabulary to search yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: /New concept set/ })).toBeTruthy();
    await press('Go to Data');
    expect(useSession.getState().room).toBe('data');
  });

  it('without vocabulary tables: says which are missing', async () => {
    await open({ ...study(), 'vocabulary.facts': () => facts({ concepts: 0 }) });
    expect(screen.getByText('This dataset came without a vocabulary')).toBeTruthy();
  });

  it('tables that came empty are named, with what cannot be found', async () => {
    await open({ ...study(), 'vocabulary.facts': () => facts({ missing: ['concept_ancestor', 'concept_synonym'] }) });
    expect(
      screen.getByText(/concept_ancestor, concept_synonym\. So descendants and synonyms cannot be found/),
    ).toBeTruthy();
  });

  it('is clean for assistive technology', async () => {
    const { container } = await open(study({ ['n'.repeat(80)]: { items: [item(sinusitis)] } }));
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('preparing the vocabulary', () => {
  it('a small one is prepared at once', async () => {
    let isReady = false;
    await open({
      ...study(),
      'vocabulary.facts': () => facts({ isReady }),
      'vocabulary.prepare': () => {
        isReady = true;
        return facts();
      },
    });
    expect(screen.getByRole('row', { name: 'Sinusitis' })).toBeTruthy();
  });

  it('a large one is asked for, shows its progress, and can be cancelled', async () => {
    const { inputs } = await open({
      ...study(),
      'vocabulary.facts': () => facts({ isReady: false, concepts: 1_200_000 }),
      'vocabulary.prepare': never,
    });
    expect(inputs('vocabulary.prepare')).toEqual([]);
    await press(/Prepare 1,200,000\sconcepts/);
    expect(screen.getByRole('progressbar', { name: 'Preparing the vocabulary' })).toBeTruthy();
    await press('Cancel');
    expect(screen.getByText(/Preparing was cancelled/)).toBeTruthy();
  });
});

describe('searching', () => {
  const type = async (text: string) =>
    act(async () =>
      fireEvent.change(screen.getByRole('searchbox', { name: /Search concepts/ }), { target: { value: text } }),
    );

  it('results stand while the next arrive; an overtaken search is cancelled', async () => {
    const cancelled: string[] = [];
    await open({
      ...study(),
      'vocabulary.search': (input, { signal }) => {
        if (input.text === '') return search(input);
        signal?.addEventListener('abort', () => cancelled.push(input.text));
        return input.text === 'chro' ? search(input) : new Promise(() => {});
      },
    });
    await type('c');
    await type('ch');
    expect(screen.getAllByRole('row')).toHaveLength(3);
    await type('chro');
    expect(screen.getAllByRole('row').map((row) => row.getAttribute('aria-label'))).toEqual(['Chronic sinusitis']);
    expect(cancelled).toEqual(['c', 'ch']);
  });

  it('filters are sent, stay when the room is left, and are cleared with one press', async () => {
    const { inputs, unmount } = await open();
    await press('Standard only');
    await press('Domain');
    await choose('menuitem', /Condition/);
    expect(inputs('vocabulary.search').at(-1)).toMatchObject({ standardOnly: true, domain: 'Condition' });
    unmount();
    const again = await open();
    expect(screen.getByRole('button', { name: 'Domain: Condition' })).toBeTruthy();
    await press('Clear filters');
    expect(again.inputs('vocabulary.search').at(-1)).toMatchObject({ standardOnly: false, usedOnly: false });
    expect(again.inputs('vocabulary.search').at(-1)).not.toHaveProperty('domain', 'Condition');
  });

  it('nothing found says so, and that filters may hide some', async () => {
    await open();
    await press('In my data');
    await type('zzz');
    expect(screen.getByText('No concept has “zzz”.')).toBeTruthy();
    expect(screen.getByText(/There may be some behind the filters/)).toBeTruthy();
  });

  it('a result is added to a set of the study, or begins one', async () => {
    const { inputs } = await open(study({ Nose: { items: [] } }));
    await press('Add “Viral sinusitis” to a concept set');
    await choose('menuitem', 'Nose');
    expect(inputs('conceptSet.save')).toMatchObject([
      { name: 'Nose', label: 'Add “Viral sinusitis” to “Nose”', expression: { items: [{ includeDescendants: true }] } },
    ]);
    await press('Add “Sinusitis” to a concept set');
    await choose('menuitem', /New concept set with it/);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Sinusitis');
    await press('Create');
    expect(screen.getByRole('heading', { name: 'Sinusitis' })).toBeTruthy();
  });
});

describe('the page of a concept', () => {
  const tree: Answers = {
    ...study(),
    'vocabulary.concept': ({ id }) =>
      id === sinusitis.id
        ? detail(sinusitis, { children: [relative(chronic, { hasMore: true })], descendants: 2 })
        : detail(viral, { mapsTo: [sinusitis] }),
    'vocabulary.relatives': ({ all }) =>
      all
        ? { total: 2, concepts: [relative(chronic), relative(viral, { levels: 2 })] }
        : { total: 40, concepts: [relative(viral, { levels: 1 })] },
  };

  it('names, where the data have it, and the hierarchy level by level', async () => {
    const { inputs } = await open(tree);
    await choose('row', 'Sinusitis');
    expect(screen.getByText('Sinusitis (disorder)')).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: /condition_occurrence/ })).toBeTruthy();
    const below = within(screen.getByRole('treegrid', { name: /Below it/ }));
    await act(async () => fireEvent.click(below.getByRole('button', { name: /expand/i })));
    await settle();
    expect(inputs('vocabulary.relatives')).toMatchObject([{ id: chronic.id, direction: 'down' }]);
    expect(below.getByRole('row', { name: 'Viral sinusitis' })).toBeTruthy();
    expect(below.getByText('and 39 more with fewer records')).toBeTruthy();
  });

  it('all levels in one list, with how far each is', async () => {
    await open(tree);
    await choose('row', 'Sinusitis');
    await press('All levels');
    await settle();
    expect(screen.getByRole('row', { name: 'Viral sinusitis' }).textContent).toMatch(/2\slevels/);
  });

  it('leads from concept to concept, and back', async () => {
    await open(tree);
    await choose('row', 'Viral sinusitis');
    await press('Sinusitis');
    expect(screen.getByRole('heading', { name: 'Sinusitis', level: 2 })).toBeTruthy();
    await press('Back');
    expect(screen.getByRole('heading', { name: 'Viral sinusitis', level: 2 })).toBeTruthy();
    await press('Back');
    expect(screen.getByRole('searchbox', { name: /Search concepts/ })).toBeTruthy();
  });

  it('a concept that cannot be read says why', async () => {
    await open({ ...tree, 'vocabulary.concept': failing(new Failure('not_found', 'There is no concept 5.')) });
    await choose('row', 'Sinusitis');
    expect(screen.getByRole('alert').textContent).toContain('There is no concept 5.');
  });
});

describe('concept sets', () => {
  it('every edit saves itself under its label, and shows at once', async () => {
    const { inputs } = await open(study({ Nose: { items: [item(sinusitis)] } }));
    await choose('option', /Nose/);
    await choose('checkbox', 'Include descendants of “Sinusitis”');
    await choose('checkbox', 'Exclude “Sinusitis”');
    await settle();
    expect(inputs('conceptSet.save')).toMatchObject([
      { label: 'Include descendants of “Sinusitis”', expression: { items: [{ isExcluded: false }] } },
      { label: 'Exclude “Sinusitis”', expression: { items: [{ includeDescendants: true, isExcluded: true }] } },
    ]);
  });

  it('an edit that cannot be saved is taken back, and says why', async () => {
    await open({
      ...study({ Nose: { items: [item(sinusitis)] } }),
      'conceptSet.save': failing(new Failure('disk_full', 'The disk is full.')),
    });
    await choose('option', /Nose/);
    await choose('checkbox', 'Exclude “Sinusitis”');
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.');
    expect(screen.getByRole('checkbox', { name: 'Exclude “Sinusitis”' })).toHaveProperty('checked', false);
  });

  it('is renamed, unless another has the name, and removed with a way back', async () => {
    const { inputs } = await open(study({ Nose: { items: [item(sinusitis)] }, Throat: { items: [] } }));
    await choose('option', /Nose/);
    await press('More for this concept set');
    await choose('menuitem', /Rename/);
    const name = screen.getByRole('textbox', { name: 'Name' });
    await act(async () => fireEvent.change(name, { target: { value: 'Throat' } }));
    expect(screen.getByRole('button', { name: 'Rename' }).getAttribute('aria-disabled')).toBe('true');
    await act(async () => fireEvent.change(name, { target: { value: ' Nose and sinus ' } }));
    await press('Rename');
    expect(inputs('conceptSet.rename')).toEqual([{ name: 'Nose', to: 'Nose and sinus' }]);
    expect(screen.getByRole('heading', { name: 'Nose and sinus' })).toBeTruthy();
    await press('More for this concept set');
    await choose('menuitem', 'Remove');
    expect(inputs('conceptSet.remove')).toEqual([{ name: 'Nose and sinus' }]);
    expect(screen.getByRole('searchbox', { name: /Search concepts/ })).toBeTruthy();
  });

  it('pasted text is read first; what is there already is not added twice', async () => {
    const { inputs } = await open({
      ...study({ Nose: { items: [item(sinusitis)] } }),
      'conceptSet.read': () => ({
        expression: { items: [item(sinusitis), item(viral)] },
        warnings: ['Line 4 has no id and was left out.'],
      }),
    });
    await choose('option', /Nose/);
    await press('More for this concept set');
    await choose('menuitem', /Paste items/);
    await act(async () =>
      fireEvent.change(screen.getByRole('textbox', { name: /ATLAS JSON, CSV/ }), { target: { value: '1\n2' } }),
    );
    await settle();
    expect(screen.getByText('Line 4 has no id and was left out.')).toBeTruthy();
    await press(/Add 2\sitems/);
    const [saved] = inputs('conceptSet.save') as { expression: ConceptSetExpression; label: string }[];
    expect(names(saved?.expression ?? { items: [] })).toEqual(['Sinusitis', 'Viral sinusitis']);
    expect(saved?.label).toMatch(/Paste 1\sitem into “Nose”/);
  });

  it('is read only where another window writes', async () => {
    useSession.getState().setStudy(sampleStudy({ readOnly: true }));
    await open(study({ Nose: { items: [item(sinusitis)] } }));
    expect(screen.getByRole('button', { name: /New concept set/ }).getAttribute('aria-disabled')).toBe('true');
    expect(screen.queryByRole('button', { name: /to a concept set/ })).toBeNull();
    await choose('option', /Nose/);
    expect(screen.getByRole('checkbox', { name: /Exclude/ })).toHaveProperty('disabled', true);
    expect(allCommands().find(({ id }) => id === 'conceptSet.remove')?.unavailable).toBeTruthy();
  });
});

describe('the palette', () => {
  it('has every act: sets by name, the acts of the open one, adding the shown concept', async () => {
    const { inputs } = await open(study({ Nose: { items: [] } }));
    await act(async () => void runCommand('concepts.show.Nose'));
    await settle();
    const ids = allCommands().map(({ id }) => id);
    for (const id of ['add', 'paste', 'copyJson', 'copyCsv', 'rename', 'remove'])
      expect(ids).toContain(`conceptSet.${id}`);
    await act(async () => void runCommand('concepts.search'));
    await choose('row', 'Sinusitis');
    await act(async () => void runCommand('concept.add.to.Nose'));
    await settle();
    expect(inputs('conceptSet.save')).toMatchObject([{ name: 'Nose' }]);
  });
});

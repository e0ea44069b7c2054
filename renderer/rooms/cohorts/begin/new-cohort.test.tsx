// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useCohortChoice } from '../../../state/cohort-choice.ts';
import { cohortDetail, cohortEntry } from '../../../testing/cohorts.ts';
import { show } from '../../../testing/show.tsx';
import { NewCohort } from './new-cohort.tsx';

const open = () => {
  let isClosed = false;
  const shown = show(<NewCohort names={['gout']} onClose={() => (isClosed = true)} />, {
    'cohort.create': ({ name }) => cohortDetail(cohortEntry(name, 'none')),
    'cohort.save': ({ name }) => cohortEntry(name, 'none'),
  });
  return { ...shown, isClosed: () => isClosed };
};
const create = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Create the cohort' })));
const choose = (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('radio', { name })));
const type = (field: string, value: string) =>
  act(async () => fireEvent.change(screen.getByRole('textbox', { name: field }), { target: { value } }));

beforeEach(() => useCohortChoice.setState({ name: null, begun: null }));

describe('a new cohort', () => {
  it('begins blank, under a name of its own, and leads to the first step', async () => {
    const { backend, isClosed } = open();
    await type('Name', 'gout');
    expect(screen.getByRole('button', { name: 'Create the cohort' }).getAttribute('aria-disabled')).toBe('true');
    await type('Name', ' women ');
    await create();
    expect(backend.asked.at(-1)?.input).toEqual({ name: 'women', from: { kind: 'blank' } });
    expect(useCohortChoice.getState()).toMatchObject({ name: 'women', begun: 'women' });
    expect(isClosed()).toBe(true);
  });

  it('takes another cohort as its entry, or copies one', async () => {
    const { backend } = open();
    await choose(/Another cohort as its entry/);
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'gout, narrowed');
    await create();
    await choose(/A copy of a cohort/);
    await create();
    expect(backend.asked.map(({ input }) => input)).toEqual([
      { name: 'gout, narrowed', from: { kind: 'cohort', name: 'gout' } },
      { name: 'gout, copy', from: { kind: 'copy', name: 'gout' } },
    ]);
  });

  it('reads pasted JSON, and says what is none', async () => {
    const { backend } = open();
    await choose(/Pasted JSON/);
    await type('JSON', '{"a": 1}');
    expect(screen.getByText(/This is not the JSON of a definition/)).toBeTruthy();
    await type('JSON', '{"PrimaryCriteria": {}}');
    await create();
    expect(backend.asked.at(-1)).toMatchObject({
      method: 'cohort.save',
      input: { name: 'New cohort', expression: { PrimaryCriteria: {} } },
    });
  });
});

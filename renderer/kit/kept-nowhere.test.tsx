// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SearchField } from '../concept-set/search-field.tsx';
import { PassphraseField } from '../keys/passphrase-field.tsx';
import { NumberField, Select, TextField } from './index.ts';

const nothing = () => {};

it('a browser keeps, offers, corrects and sends nothing of what stands in a field', () => {
  const { container } = render(
    <>
      <TextField label="Name" value="" onChange={nothing} />
      <TextField label="Context" lines={3} value="" onChange={nothing} />
      <NumberField label="Folds" value={2} onChange={nothing} />
      <SearchField label="Search" value="" onChange={nothing} />
      <PassphraseField label="Passphrase" value="" onChange={nothing} />
      <Select label="Cohort" options={[{ value: 'a', label: 'a' }]} value="a" onChange={nothing} />
    </>,
  );
  const fields = [...container.querySelectorAll('input, textarea')].filter((field) => field.id !== '');
  expect(fields).toHaveLength(5);
  const said = fields.map((field) =>
    ['autocomplete', 'autocorrect', 'spellcheck'].map((name) => field.getAttribute(name)),
  );
  expect(said).toEqual(fields.map(() => ['off', 'off', 'false']));
  expect(container.querySelector('select')?.getAttribute('autocomplete')).toBe('off');
});

it('the page asks for no translation, spelling or writing of somebody else’s', () => {
  const page = readFileSync('renderer/index.html', 'utf8');
  const said = ['translate="no"', 'spellcheck="false"', 'autocorrect="off"', 'writingsuggestions="false"'];
  const [html = ''] = /<html[^>]*>/.exec(page) ?? [];
  expect(said.filter((one) => !html.includes(one))).toEqual([]);
  expect(page).toContain('<meta name="google" content="notranslate" />');
});

it('fields are made in these places only, each of which says so or leaves it to a list that does', () => {
  const makers = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx$/.test(name) && !/\.test\.|node_modules/.test(name))
    .filter((name) => /<(Input|TextArea|input|textarea|Tag)\b/.test(readFileSync(join('renderer', name), 'utf8')));
  expect(makers.sort()).toEqual([
    'commands/palette.tsx',
    'concept-set/search-field.tsx',
    'kit/field.tsx',
    'rooms/cohorts/editor/field-word.tsx',
    'rooms/cohorts/editor/found-concepts.tsx',
    'rooms/cohorts/editor/pick-menu.tsx',
  ]);
});

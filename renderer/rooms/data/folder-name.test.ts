import { expect, it } from 'vitest';
import { folderName, freeName } from './folder-name.ts';

it.each([
  [['/data/OMOP Extract 2026/'], 'omop-extract-2026'],
  [['/data/person.csv.gz', '/data/death.csv.gz'], 'person'],
  [['C:\\extracts\\gibleed.duckdb'], 'gibleed'],
  [['/'], 'data'],
])('%j → %s', (paths, name) => expect(folderName(paths)).toBe(name));

it('proposes a name that no dataset of the study has', () => {
  expect(freeName('gibleed', ['sample'])).toBe('gibleed');
  expect(freeName('gibleed', ['gibleed', 'gibleed-2'])).toBe('gibleed-3');
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyRevisions, keepRevision, readRevision, readRevisions, revisionIdOf } from './revisions.ts';
import { createStudy, openStudy, type Study } from './study.ts';

let folder = '';
let study: Study;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-revisions-'));
  study = createStudy(join(folder, 'a.stillroom'), 'A', '0.0.0');
});
afterEach(() => {
  study.close();
  rmSync(folder, { recursive: true, force: true });
});

const cohort = 'Type 2: “diabetes”/x';
const definition = { Title: 'a', PrimaryCriteria: {} };
const filesOf = () =>
  readdirSync(join(study.path, 'revisions')).flatMap((one) => readdirSync(join(study.path, 'revisions', one)));

it('keeps one file a definition: a name and figures join what it has', () => {
  keepRevision(study, cohort, definition, { label: 'First' });
  keepRevision(study, cohort, definition, { generated: { dataset: 'd', persons: 5, rows: 6 } });
  keepRevision(study, cohort, definition, { generated: { dataset: 'd', persons: 7, rows: 8 } });
  keepRevision(study, cohort, { ...definition, Title: 'b' }, {});
  expect(filesOf()).toHaveLength(2);
  const [latest, first] = readRevisions(study, cohort);
  expect(latest).toMatchObject({ label: null, generated: [], definition: { Title: 'b' } });
  expect(first).toMatchObject({ label: 'First', generated: [{ dataset: 'd', persons: 7, rows: 8 }], definition });
  expect(readRevision(study, cohort, revisionIdOf(definition))).toEqual(first);
  keepRevision(study, cohort, definition, { label: 'Again' });
  expect(readRevisions(study, cohort)[0]).toMatchObject({ label: 'Again' });
});

it('are given to another name, and stay under the old one for the undo of a rename', () => {
  keepRevision(study, cohort, definition, { label: 'First' });
  copyRevisions(study, cohort, 'new name');
  keepRevision(study, 'new name', definition, { label: 'Second' });
  expect(readRevisions(study, cohort)).toMatchObject([{ label: 'First', definition }]);
  expect(readRevisions(study, 'new name')).toMatchObject([{ label: 'Second', definition }]);
});

it('says which revision is not there or damaged, and keeps none in a read-only study', () => {
  keepRevision(study, cohort, definition, {});
  expect(() => readRevision(study, cohort, '0123456789abcdef')).toThrow(/has no revision/);
  expect(() => readRevision(study, cohort, '../../../study')).toThrow(/has no revision/);
  const reader = openStudy(study.path);
  expect(() => keepRevision(reader, cohort, definition, {})).toThrow(/read-only/);
  reader.close();
  const id = readRevisions(study, cohort)[0]?.id ?? '';
  const path = join(study.path, 'revisions', readdirSync(join(study.path, 'revisions'))[0]!, `${id}.json`);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
  expect(() => readRevisions(study, cohort)).toThrow(/damaged/);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { modelFolderOf, modelNames } from './installed-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-installed-'));
afterAll(() => rmSync(folder, { recursive: true }));

function install(name: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'manifest.json'), '{}');
}

it('the default is the only model, or the one that is stated; a folder added later does not take its place', () => {
  expect(() => modelFolderOf(folder, undefined)).toThrow('no model installed');
  install('one');
  mkdirSync(join(folder, 'training'));
  expect(modelNames(folder)).toEqual(['one']);
  expect(modelFolderOf(folder, undefined)).toBe(join(folder, 'one'));
  install('two');
  expect(() => modelFolderOf(folder, undefined)).toThrow('name one');
  writeFileSync(join(folder, 'default'), 'one\n');
  expect(modelFolderOf(folder, undefined)).toBe(join(folder, 'one'));
  expect(modelFolderOf(folder, 'two')).toBe(join(folder, 'two'));
  expect(() => modelFolderOf(folder, '../one')).toThrow('There is no model “../one”');
  writeFileSync(join(folder, 'default'), 'gone\n');
  expect(() => modelFolderOf(folder, undefined)).toThrow('“gone”');
});

import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { identifier, literal } from '../../core/engine/sql-text.ts';
import { hostileContext, hostileName, hostilePage } from '../e2e/hostile-page.ts';
import {
  addToFindings,
  chooseAnalysis,
  exportAndVerify,
  generate,
  goTo,
  type Room,
  readCohort,
  runAnalysis,
} from '../e2e/steps.ts';
import { names, pastedDefinition, pastedSet } from './hostile-definition.ts';

/** From a folder of files through the gate to the rows of its tables. */
export async function importFolder(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /Begin with a folder of data/ }).click();
  await page.getByRole('textbox', { name: /Type or paste a path/ }).fill(folder);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'person.csv' })).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(names.study);
  await page.getByRole('button', { name: 'Create the study' }).click();
  await page.getByRole('button', { name: /^Load 7.tables/ }).click();
  await expect(page.getByText(/^240.persons in 7.tables, 1987/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Quality' })).toContainText(/checks on 240 persons/);
  for (const table of ['person', 'condition_occurrence', 'concept']) {
    await page.getByRole('button', { name: table, exact: true }).click();
    const grid = page.getByRole('grid', { name: `Rows of ${table}` });
    await grid.focus();
    await page.keyboard.press('End');
    await expect(grid).toContainText('leaking.via');
    await page.getByRole('button', { name: 'All tables' }).click();
  }
}

export async function lookAtConcepts(page: Page): Promise<void> {
  await goTo(page, 'Concepts');
  const room = page.getByRole('main', { name: 'Concepts' });
  await room.getByRole('searchbox', { name: /Search concepts/ }).fill('leaking.via/beacon');
  await room.getByRole('row').filter({ hasText: 'diabetes' }).first().click();
  await expect(room.getByRole('article').getByRole('treegrid', { name: /Below it|Above it/ })).toContainText(
    'leaking.via',
  );
  await page.getByRole('button', { name: 'Paste…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /ATLAS JSON/ }).fill(pastedSet);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(names.conceptSet);
  await dialog.getByRole('button', { name: /^Create with 1/ }).click();
  await expect(page.getByRole('article', { name: names.conceptSet })).toContainText('leaking.via/beacon');
}

async function pasteCohort(page: Page, name: string, concept: number): Promise<void> {
  await page.getByRole('button', { name: 'New cohort…' }).click();
  await page.getByRole('dialog').getByText('Pasted JSON').click();
  await page.getByRole('textbox', { name: 'JSON' }).fill(pastedDefinition(concept));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create the cohort' }).click();
  const cohort = await generate(page, name);
  await expect(cohort).toContainText('leaking.via/beacon');
  for (const tab of ['Revisions', 'Compare', 'Definition']) await cohort.getByRole('tab', { name: tab }).click();
}

export async function makeCohorts(page: Page): Promise<void> {
  await goTo(page, 'Cohorts');
  await pasteCohort(page, names.entry, 201826);
  await pasteCohort(page, names.outcome, 316139);
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await page.getByRole('option', { name: option }).click();
}

export async function analyse(page: Page): Promise<void> {
  await goTo(page, 'Analyses');
  await page.getByRole('button', { name: 'Change the question' }).click();
  await chooseAnalysis(page, 'Survival');
  await readCohort(page, names.entry);
  await choose(page, 'Outcome', names.outcome);
  await addToFindings(page, await runAnalysis(page), names.survival);
}

export async function askTheModel(page: Page): Promise<void> {
  await goTo(page, 'Model');
  await choose(page, 'Cohort', names.entry);
  await choose(page, 'Outcome', names.outcome);
  for (const [field, value] of [
    ['Until', '150'],
    ['Folds', '2'],
    ['Repeats', '1'],
  ] as const)
    await page.getByRole('textbox', { name: field }).fill(value);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByRole('table', { name: 'How good' })).toBeVisible({ timeout: 1_500_000 });
}

/** Puts the page into a finding's words and writes the bundle. */
export async function exportFindings(page: Page, bundle: string): Promise<void> {
  await goTo(page, 'Findings');
  await page.getByRole('article').last().getByRole('button', { name: 'Edit the words' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit the words' });
  await dialog.getByRole('textbox', { name: 'Context' }).fill(hostileContext);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();
  await exportAndVerify(page, [names.survival], bundle);
}

const rooms: readonly Room[] = ['Data', 'Concepts', 'Cohorts', 'Analyses', 'Model', 'Findings', 'SQL', 'Ledger'];

/** A query whose error holds a value of the data; then the whole page as a value, and ours as the name of a column. */
export async function query(page: Page): Promise<void> {
  await goTo(page, 'SQL');
  const ask = async (sql: string) => {
    const editor = page.getByRole('textbox', { name: 'SQL query' });
    await editor.focus();
    // Emptied by the editor itself: Chromium would carry the look of an error's mark over as an inline style.
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await editor.fill(sql);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
  };
  await ask('SELECT CAST(condition_source_value AS INTEGER) FROM condition_occurrence');
  await expect(page.getByRole('alert')).toContainText('A value could not be converted');
  await ask(`SELECT ${literal(hostilePage)} AS ${identifier(hostileName)}, * FROM condition_occurrence`);
  await expect(page.getByRole('grid', { name: 'Result of the query' })).toContainText('leaking.via');
}

/** Fields on the page that a browser may fill, keep, correct or send somewhere. */
const openFields = (page: Page) =>
  page.evaluate(() => {
    const typed = 'input:not([type=radio], [type=checkbox], [type=hidden]), textarea, [contenteditable=true]';
    const isOpen = (field: HTMLElement) =>
      field.spellcheck ||
      field.closest('[writingsuggestions]')?.getAttribute('writingsuggestions') !== 'false' ||
      (!field.isContentEditable && field.getAttribute('autocomplete') !== 'off');
    const fields = [...document.querySelectorAll<HTMLElement>(typed)].filter(isOpen);
    const choices = [...document.querySelectorAll('select')].filter(({ autocomplete }) => autocomplete !== 'off');
    return [...fields, ...choices].map(({ outerHTML }) => outerHTML.slice(0, 200));
  });

/** Every room once more, now that all of them are full; what stands in the head of the window is kept for the search. */
export async function lookEverywhere(page: Page, titles: string): Promise<void> {
  const seen: string[] = [];
  for (const room of rooms) {
    await goTo(page, room);
    await expect(page.getByRole('main', { name: room }).getByRole('heading', { level: 1 })).toBeVisible();
    expect(await openFields(page), room).toEqual([]);
    seen.push(await page.title());
  }
  writeFileSync(titles, seen.join('\n'));
}

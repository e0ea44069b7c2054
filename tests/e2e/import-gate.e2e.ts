import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { journey } from './journey.ts';
import { writeSuspiciousFolder } from './suspicious-folder.ts';

/** From the welcome page to the gate's report about one folder. */
async function beginWithFolder(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /Begin with a folder of data/ }).click();
  await page.getByRole('textbox', { name: /Type or paste a path/ }).fill(folder);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'person.csv' })).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByRole('button', { name: 'Create the study' }).click();
}

/** Every file of the study that has the text in it. */
const filesWith = (study: string, text: string) =>
  readdirSync(study, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

journey('import: two columns stopped at the gate, decided, loaded, rejected rows shown', async ({ page, home }) => {
  await beginWithFolder(page, writeSuspiciousFolder(home));

  await expect(page.getByText('Blocked')).toBeVisible();
  await expect(page.getByText(/Social Security number \(G\): strong sign.*100.*of its values/)).toBeVisible();
  await expect(page.getByText('2 columns still need a decision above.')).toBeVisible();
  const load = page.getByRole('button', { name: /^Load 3.tables/ });
  await expect(load).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('radiogroup', { name: 'What happens to ssn' }).getByText('Leave it out').click();
  await page.getByRole('radiogroup', { name: 'What happens to email' }).getByText('Keep it').click();
  await expect(page.getByText('Write why it may stay.', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Why it may stay' }).fill('Addresses of the example domain, made up');
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await load.click();

  await expect(page.getByText(/^40.persons in 3.tables, 2010–2012/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/1.column left out, 1.column kept for a stated reason/)).toBeVisible();
  await page.getByRole('button', { name: /2.rows of condition_occurrence were rejected/ }).click();
  const reasons = page.getByRole('dialog').getByRole('table');
  await expect(reasons.getByRole('row')).toHaveCount(3);
  await expect(reasons).toContainText('condition_start_date');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'person', exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Rows of person' });
  await expect(grid).toHaveAttribute('aria-rowcount', '41');
  await expect(grid.getByRole('columnheader', { name: /ssn/ })).toHaveCount(0);
  expect(filesWith(join(home, 'from-the-office.stillroom'), '101-11-2001')).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { journey } from './journey.ts';
import { openSampleStudy } from './steps.ts';
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

/** The name must be typed; then the study says no more that it keeps any. */
async function destroySecrets(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Destroy the secrets…' }).click();
  const dialog = page.getByRole('alertdialog');
  const confirm = dialog.getByRole('button', { name: 'Destroy the secrets', exact: true });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox').fill('from-the-office');
  await confirm.click();
  await expect(page.getByRole('button', { name: 'Destroy the secrets…' })).toBeHidden();
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
  await page.getByText('Shift them, person by person').click();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await load.click();

  await expect(page.getByText(/^40.persons in 3.tables, 20/)).toBeVisible({ timeout: 60_000 });
  await expect(
    page.getByText(/1.column left out, all dates shifted by person, 1.column kept for a stated reason/),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Quality' })).toContainText(/checks on 40 persons/, {
    timeout: 60_000,
  });
  await expect(page.getByRole('region', { name: 'Re-identification' })).toContainText('Smallest group');
  await destroySecrets(page);
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

journey(
  'import: a folder dropped on the window, every identifier decided by one press',
  async ({ page, home }) => {
    await openSampleStudy(page);
    await page.evaluate((folder) => {
      Object.assign(globalThis, { droppedPaths: { 'from-the-office': folder } });
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'from-the-office'));
      for (const kind of ['dragover', 'drop'])
        window.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, writeSuspiciousFolder(home));

    await expect(page.getByText('2 columns still need a decision above.')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Take the advice for all 2' }).click();
    await page.getByRole('button', { name: /^Load 3.tables/ }).click();
    await expect(page.getByText(/2.columns left out/)).toBeVisible({ timeout: 60_000 });
  },
  ['desktop double'],
);

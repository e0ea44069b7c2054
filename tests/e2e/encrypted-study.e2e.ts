import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { journey } from './journey.ts';
import { goTo } from './steps.ts';
import { writeSuspiciousFolder } from './suspicious-folder.ts';

const passphrase = 'quiet copper lantern drum moss';

async function createEncrypted(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /Begin with a folder of data/ }).click();
  await page.getByRole('textbox', { name: /Type or paste a path/ }).fill(folder);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'person.csv' })).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await page.getByText('Encrypt this study with a passphrase').click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same again').fill(passphrase);
  await page.getByRole('button', { name: 'Create the study' }).click();
}

/** The dialog is at hand: what is typed goes into its field. */
async function unlock(page: Page, typed: string): Promise<void> {
  await expect(page.getByRole('heading', { name: /^Unlock “/ })).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
}

const filesWith = (study: string, text: string) =>
  readdirSync(study, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

/** Unlocked, and its data there. */
async function expectOpen(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  await expect(page.getByText(/^40.persons in 3.tables, 2010–2012/)).toBeVisible({ timeout: 60_000 });
}

journey('an encrypted study: made, loaded, locked, unlocked, and again after the engine died', async (walk) => {
  const { page, home, killEngine } = walk;
  await createEncrypted(page, writeSuspiciousFolder(home));
  await page.getByRole('radiogroup', { name: 'What happens to ssn' }).getByText('Leave it out').click();
  await page.getByRole('radiogroup', { name: 'What happens to email' }).getByText('Leave it out').click();
  await page.getByRole('button', { name: /^Load 3.tables/ }).click();
  await expectOpen(page);
  expect(filesWith(join(home, 'from-the-office.stillroom'), 'condition_start_date')).toEqual([]);

  await page.keyboard.press('ControlOrMeta+Shift+L');
  await unlock(page, 'not this one');
  await expect(page.getByText('This is not the passphrase of the study.')).toBeVisible();
  await unlock(page, passphrase);
  await expectOpen(page);

  await killEngine();
  await goTo(page, 'Ledger');
  await expect(page.getByText('The engine started again, so the study has to be unlocked again.')).toBeVisible();
  await unlock(page, passphrase);
  await expectOpen(page);
});

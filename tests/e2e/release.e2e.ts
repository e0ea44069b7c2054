import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { journey } from './journey.ts';
import { writeTinyTable } from './plain-table.ts';
import {
  addToFindings,
  chooseAnalysis,
  exportAndVerify,
  generate,
  goTo,
  openSampleStudy,
  readCohort,
  runAnalysis,
} from './steps.ts';

const treated = ['New users of an SGLT2 inhibitor', 'New users of a sulfonylurea'];

async function survivalByTreatment(page: Page): Promise<void> {
  await goTo(page, 'Cohorts');
  for (const name of treated) await generate(page, name);
  await goTo(page, 'Analyses');
  await chooseAnalysis(page, 'Survival');
  for (const name of treated) await readCohort(page, name);
  const answer = await runAnalysis(page);
  await expect(answer).toContainText(/log-rank p/);
  await addToFindings(page, answer, 'Survival by first treatment');
}

/** What the check refuses cannot be added, and the window says why. */
async function tooFewToLeave(page: Page, table: string): Promise<void> {
  await page.getByRole('button', { name: 'Change the question' }).click();
  await page.getByRole('radiogroup', { name: 'Read from' }).getByText('A plain table').click();
  await page.getByRole('textbox', { name: 'Table' }).fill(table);
  await page.keyboard.press('Enter');
  for (const [field, column] of [
    ['Time', 'days'],
    ['Event', 'died'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
    await page.getByRole('option', { name: column }).click();
  }
  const answer = await runAnalysis(page);
  await expect(answer).toContainText(/8.rows|all 8/);
  await answer.getByRole('button', { name: 'Add to findings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not added to the findings' });
  await expect(dialog).toContainText('Nothing of this may leave');
  await dialog.getByRole('button', { name: 'Close' }).first().click();
}

async function verify(page: Page, bundle: string): Promise<void> {
  await page.getByRole('button', { name: 'Verify a bundle…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Verify a bundle' });
  await dialog.getByRole('textbox', { name: 'Bundle' }).fill(bundle);
  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
}

journey(
  'survival by cohort to a checked bundle; too few is refused; a changed byte is found',
  async ({ page, home }) => {
    await openSampleStudy(page);
    await survivalByTreatment(page);
    await goTo(page, 'Analyses');
    await tooFewToLeave(page, writeTinyTable(home));
    await goTo(page, 'Cohorts');
    await addToFindings(page, await generate(page, 'Type 2 diabetes'), 'Who is in the cohort');

    await goTo(page, 'Findings');
    const survival = page.getByRole('article', { name: 'Survival by first treatment' });
    await expect(survival).toContainText(/\d+ of \d+ numbers can be published\./);
    await expect(survival).toContainText('smallest count 11');
    const bundle = join(home, 'findings.zip');
    await exportAndVerify(page, ['Survival by first treatment', 'Who is in the cohort'], bundle);

    const bytes = readFileSync(bundle);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const changed = join(home, 'changed.zip');
    writeFileSync(changed, bytes);
    await verify(page, changed);
    await expect(page.getByRole('dialog', { name: 'Verify a bundle' }).getByRole('alert')).toBeVisible();
  },
);

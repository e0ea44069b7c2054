import { expect, type Page } from '@playwright/test';
import { journey } from './journey.ts';
import { generate, goTo, openSampleStudy } from './steps.ts';

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await page.getByRole('option', { name: new RegExp(option) }).click();
}

journey('the model on a cohort, and the ledger of what was done', async ({ page }) => {
  await openSampleStudy(page);
  await goTo(page, 'Cohorts');
  await generate(page, 'Heart failure hospitalisation');
  await generate(page, 'Type 2 diabetes');

  await goTo(page, 'Model');
  await expect(page.getByRole('note')).toContainText('Exploratory.');
  await choose(page, 'Cohort', 'Type 2 diabetes');
  await choose(page, 'Outcome', 'Heart failure hospitalisation');
  await page.getByRole('textbox', { name: 'Until' }).fill('1825');
  await page.getByRole('textbox', { name: 'Folds' }).fill('2');
  await page.getByRole('textbox', { name: 'Repeats' }).fill('1');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/columns to read\./)).toBeVisible({ timeout: 60_000 });
  await page
    .getByRole('button', { name: /^Leave out / })
    .last()
    .click();
  await expect(page.getByText(/columns to read, 1 left out\./)).toBeVisible();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  const measures = page.getByRole('table', { name: 'How good' });
  await expect(measures.getByRole('row', { name: /Area under the ROC curve/ })).toContainText(/0\.\d{3}/, {
    timeout: 100_000,
  });

  await expect(page.getByText(/^Left out as you asked: /)).toBeVisible();
  await page.getByRole('tab', { name: 'Subgroups' }).click();
  await page.getByRole('button', { name: 'Find subgroups' }).click();
  const subgroups = page.getByRole('table', { name: 'Subgroups' });
  await expect(subgroups.getByRole('row', { name: /^2 / })).toContainText(/\d of \d/, { timeout: 100_000 });

  await goTo(page, 'Ledger');
  const entries = page.getByRole('listbox', { name: 'Entries' });
  for (const act of ['Dataset “sample” imported', 'Cohort “Type 2 diabetes” generated', 'Prediction of “Heart failure'])
    await expect(entries.getByRole('option', { name: act })).toBeVisible();
  await page.getByRole('button', { name: 'Verify the study' }).click();
  await expect(page.getByText(/^Unchanged: .* the chain of hashes holds\.$/)).toBeVisible();
});

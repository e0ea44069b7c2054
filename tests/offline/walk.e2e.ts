import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { journey } from '../e2e/journey.ts';
import {
  addToFindings,
  chooseAnalysis,
  exportAndVerify,
  generate,
  goTo,
  openSampleStudy,
  readCohort,
  runAnalysis,
} from '../e2e/steps.ts';

const diabetes = 'Type 2 diabetes';
const outcome = 'Heart failure hospitalisation';

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await page.getByRole('option', { name: new RegExp(option) }).click();
}

async function askTheModel(page: Page): Promise<void> {
  await goTo(page, 'Model');
  await choose(page, 'Cohort', diabetes);
  await choose(page, 'Outcome', outcome);
  for (const [field, value] of [
    ['Folds', '2'],
    ['Repeats', '1'],
  ] as const)
    await page.getByRole('textbox', { name: field }).fill(value);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByRole('table', { name: 'How good' })).toBeVisible({ timeout: 1_500_000 });
}

journey('import, cohort, analysis, model, export and verify', async ({ page, home }) => {
  await openSampleStudy(page);
  await goTo(page, 'Cohorts');
  for (const name of [diabetes, outcome]) await generate(page, name);
  await goTo(page, 'Analyses');
  await chooseAnalysis(page, 'Survival');
  for (const name of [diabetes, outcome]) await readCohort(page, name);
  await addToFindings(page, await runAnalysis(page), 'Survival');
  await askTheModel(page);
  await goTo(page, 'Findings');
  await exportAndVerify(page, ['Survival'], join(home, 'findings.zip'));
  for (const room of ['SQL', 'Concepts', 'Ledger', 'Data'] as const) await goTo(page, room);
});

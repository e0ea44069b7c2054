import { expect, type Page, test } from '@playwright/test';
import { anyHost, journey } from './journey.ts';
import { addToFindings, chooseAnalysis, generate, goTo, openSampleStudy } from './steps.ts';

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click();
}

/** Two leads, and nobody asks what carries the signal, so that it is quick; the persons are those of the guide. */
async function ask(page: Page): Promise<void> {
  await chooseAnalysis(page, 'Early detection');
  await page
    .getByRole('group', { name: /^Cohort/ })
    .getByText('Reduced kidney function', { exact: true })
    .click();
  await choose(page, 'Outcome', 'End-stage kidney disease');
  await choose(page, 'Data end', '0 and 90 days before');
  await choose(page, 'What carries the signal', 'Leave out');
  for (const [field, value] of [
    [/^Controls a case/, '2'],
    [/^Matched within/, '365'],
  ] as const) {
    const box = page.getByRole('textbox', { name: field });
    await box.fill(value);
    await box.press('Tab');
  }
}

journey(
  'how early an outcome could have been seen, from the question to a finding',
  async ({ page }) => {
    // Two predictions by the model and 500 draws: minutes on a loaded machine.
    test.setTimeout(300_000);
    await openSampleStudy(page);
    await goTo(page, 'Cohorts');
    for (const name of ['Reduced kidney function', 'End-stage kidney disease']) await generate(page, name);

    await goTo(page, 'Analyses');
    await ask(page);
    await page.getByRole('button', { name: /^Run “/ }).click();
    const answer = page.getByRole('article').filter({ hasText: 'How is this computed?' });
    await expect(answer).toBeVisible({ timeout: 200_000 });
    await expect(answer).toContainText(
      /Held-out AUC for “End-stage kidney disease” 0\.\d\d \(0\.\d\d–0\.\d\d\) up to the day before/,
    );
    await expect(answer.getByRole('img', { name: /^Area under the ROC curve/ })).toBeVisible();
    const byLead = answer.getByRole('table', { name: 'How early it is seen' });
    await expect(byLead.getByRole('row', { name: /^90 days before/ })).toContainText(/0\.\d\d/);

    await addToFindings(page, answer, 'Kidney failure, how early');
    await goTo(page, 'Findings');
    const finding = page.getByRole('article', { name: 'Kidney failure, how early' });
    await expect(finding).toContainText(/\d+ of \d+ numbers can be published\./);
    await expect(finding).toContainText('smallest count 11');
  },
  anyHost,
);

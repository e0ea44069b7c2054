import { expect } from '@playwright/test';
import { journey } from './journey.ts';
import { writeLargeFolder } from './large-folder.ts';
import { chooseCohort, goTo, openSampleStudy } from './steps.ts';

const rows = 600_000;

journey(
  'the engine is killed while it loads: said, run again, the study as it was',
  async ({ page, home, killEngine }) => {
    const folder = writeLargeFolder(home, rows);
    await openSampleStudy(page);
    await goTo(page, 'Cohorts');
    const cohort = await chooseCohort(page, 'Death');
    await cohort.getByRole('button', { name: 'More for this cohort' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Died');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await chooseCohort(page, 'Died');

    await goTo(page, 'Data');
    await page.getByRole('button', { name: 'Add data' }).click();
    await page.getByRole('textbox', { name: /Type or paste a path/ }).fill(folder);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'measurement.csv' })).toBeVisible();
    await page.getByRole('button', { name: 'Look at this folder' }).click();
    await page.getByRole('button', { name: /^Load 2.tables/ }).click({ timeout: 60_000 });
    await expect(page.getByRole('region', { name: 'Running jobs' })).toContainText(/loading/i);
    await killEngine();

    const notice = page.getByRole('alertdialog').filter({ hasText: 'The engine stopped' });
    await expect(notice).toContainText('“Loading large” did not finish. The study is safe; it can be run again.');
    await notice.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByText(/^1,000.persons in 2.tables, 2010–2019/)).toBeVisible({ timeout: 60_000 });

    await goTo(page, 'Cohorts');
    await chooseCohort(page, 'Died');
    await goTo(page, 'Ledger');
    await page.getByRole('button', { name: 'Verify the study' }).click();
    await expect(page.getByText(/^Unchanged: .* the chain of hashes holds\.$/)).toBeVisible();
  },
);

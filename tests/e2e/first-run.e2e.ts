import { expect } from '@playwright/test';
import { journey } from './journey.ts';
import { generate, goTo, openSampleStudy } from './steps.ts';

journey('first run: the sample study, its tables, a cohort, Table 1', async ({ page }) => {
  await openSampleStudy(page);

  await goTo(page, 'Data');
  await expect(page.getByText(/^2,000\spersons in \d+\stables/)).toBeVisible();
  await page.getByRole('button', { name: 'measurement', exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Rows of measurement' });
  const firstRow = grid.locator('[role=row][aria-rowindex="2"]');
  await expect(firstRow.getByRole('gridcell').first()).toHaveText(/^\d+$/);
  await grid.focus();
  await page.keyboard.press('Control+End');
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await expect(grid.locator(`[role=row][aria-rowindex="${rows}"]`).getByRole('gridcell').first()).toHaveText(/^\d+$/);

  await goTo(page, 'Cohorts');
  const cohort = await generate(page, 'Type 2 diabetes');
  const attrition = cohort.getByRole('table', { name: 'Attrition of Type 2 diabetes' });
  await expect(attrition.getByRole('row', { name: /Entry event/ })).toContainText(/[1-9]/);

  await cohort.getByRole('button', { name: 'Characterise' }).click();
  await page.getByRole('button', { name: /^Run “/ }).click();
  const answer = page.getByRole('article').filter({ hasText: 'How is this computed?' });
  await expect(answer.getByRole('table').first()).toContainText(/Age/i, { timeout: 60_000 });
});

import { expect } from '@playwright/test';
import { journey } from './journey.ts';
import { openSampleStudy } from './steps.ts';

journey('by keyboard alone: the palette, the rooms, a table, the shortcuts', async ({ page }) => {
  await openSampleStudy(page);
  const title = page.getByRole('main').getByRole('heading', { level: 1 });

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or command' })).toBeVisible();
  await page.keyboard.type('go to ledger');
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('Ledger');

  await page.keyboard.press('Alt+3');
  await expect(title).toHaveText('Cohorts');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toContainText('Ctrl K');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
});

import { expect, type Page } from '@playwright/test';
import { anyHost, journey } from './journey.ts';
import { openSampleStudy } from './steps.ts';

/** Into the Concepts room, and into its search, by keys. */
async function goToSearch(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  const search = page.getByRole('main', { name: 'Concepts' }).getByRole('searchbox', { name: /Search concepts/ });
  await expect(search).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
}

journey(
  'the hierarchy by keyboard alone: opened level by level, from concept to concept, and back',
  async ({ page }) => {
    await openSampleStudy(page);
    await goToSearch(page);
    await page.keyboard.type('glucose-lowering');
    await page.keyboard.press('Enter');
    const concept = page.getByRole('article', { name: 'Glucose-lowering drugs' });
    const below = concept.getByRole('treegrid', { name: /Below it/ });
    await expect(below.getByRole('row').first()).toBeVisible();
    await expect(concept).toBeFocused();
    const row = (name: string) => below.getByRole('row', { name, exact: true });
    while (!(await below.evaluate((tree) => tree.contains(document.activeElement)))) await page.keyboard.press('Tab');
    while (!(await row('Sulfonylureas').evaluate((one) => one === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(row('glipizide')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(below.getByRole('row', { name: /tablet/ }).first()).toHaveAttribute('aria-level', '3');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: /^gli/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(concept).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('searchbox', { name: /Search concepts/ })).toBeFocused();
  },
  anyHost,
);

journey(
  'a concept set by keyboard alone: searched, added, one excluded, why, undone',
  async ({ page }) => {
    await openSampleStudy(page);
    await goToSearch(page);
    await page.keyboard.type('type 2 diab');
    await expect(page.getByRole('row', { name: 'Type 2 diabetes mellitus' })).toBeVisible();
    await expect(page.getByRole('row').first().locator('mark')).not.toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const concept = page.getByRole('article', { name: 'Type 2 diabetes mellitus' });
    await expect(concept).toContainText('1,196 persons');
    await expect(concept.getByRole('treegrid', { name: /Above it/ })).toContainText('Diabetes mellitus');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('searchbox', { name: /Search concepts/ })).toHaveValue('type 2 diab');

    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search or command' })).toBeVisible();
    await page.keyboard.type('new concept set');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.type('Diabetes');
    await page.keyboard.press('Enter');
    const set = page.getByRole('article', { name: 'Diabetes', exact: true });
    await expect(set.getByRole('searchbox', { name: /Search concepts/ })).toBeFocused();

    await page.keyboard.type('diabetes mellitus');
    await expect(set.getByRole('row').first()).toHaveAccessibleName('Diabetes mellitus');
    await page.keyboard.press('Enter');
    await expect(set).toContainText(/2\sconcepts with 1,196\spersons/);
    await page.keyboard.press('Escape');
    await page.keyboard.type('type 2 diab');
    await expect(set.getByRole('row')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(set.getByRole('img', { name: 'in the set' })).toBeVisible();

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    const why = set.getByRole('row', { name: 'Type 2 diabetes mellitus' });
    await expect(why).toContainText(/descendant of “Diabetes mellitus”, 1\slevel below; chosen itself/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await expect(set).toContainText(/1\sconcept with 0\spersons/);
    await expect(set).toContainText(/Excluded items take 1\sconcept away/);
    await expect(set.getByRole('checkbox', { name: 'Exclude “Type 2 diabetes mellitus”' })).toBeChecked();

    await page.keyboard.press('Control+z');
    await expect(set.getByRole('checkbox', { name: 'Exclude “Type 2 diabetes mellitus”' })).not.toBeChecked();
    await page.keyboard.press('Control+z');
    await expect(set.getByRole('row')).toHaveCount(1);
    await expect(set).toContainText(/2\sconcepts with 1,196\spersons/);
    await page.keyboard.press('Control+Shift+z');
    await expect(set.getByRole('row')).toHaveCount(2);
  },
  anyHost,
);

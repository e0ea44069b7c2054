import { expect, type Page } from '@playwright/test';

/** What the focus is on, as it is called: its label, else its words. Empty while nothing has it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    return at.getAttribute('aria-label') ?? (at.textContent || at.id);
  });

/** Goes on with Tab (or back with Shift+Tab) until the focus is on what is called so. */
export async function reach(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} did not lead to ${name}; the focus is on “${await focused(page)}”.`);
}

/** The focus comes here by itself. */
export async function arrives(page: Page, name: RegExp): Promise<void> {
  await expect.poll(() => focused(page), { timeout: 15_000 }).toMatch(name);
}

/** Opens the menu of what has the focus and takes the entry that begins with what is typed. */
export async function take(page: Page, entry: string): Promise<void> {
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  if (await page.getByRole('searchbox').isVisible()) {
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(entry);
    await expect(menu.getByRole('menuitem', { name: entry, exact: true })).toBeVisible();
    await goToEntry(page, entry);
  } else {
    await page.keyboard.type(entry);
  }
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
}

/** In a menu that is searched the arrows move while the field keeps the focus. */
async function goToEntry(page: Page, entry: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    const at = await page.getByRole('menu').locator('[data-focused]').textContent();
    if (at === entry) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows did not lead to “${entry}”.`);
}

/** Types into the word that has the focus, and keeps it. */
export async function write(page: Page, value: string): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.locator('input:focus, textarea:focus')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
  await expect(page.locator('input:focus, textarea:focus')).toHaveCount(0);
}

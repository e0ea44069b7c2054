import { expect, type Locator, type Page } from '@playwright/test';

/** What a researcher does in many journeys, in the words of the window. */
export async function openSampleStudy(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Stillroom', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /Open the sample study/ }).click();
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible({ timeout: 60_000 });
}

export type Room = 'Data' | 'Cohorts' | 'Analyses' | 'Model' | 'Findings' | 'SQL' | 'Ledger';

export async function goTo(page: Page, room: Room): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room }).click();
}

export const cohortPage = (page: Page, name: string): Locator => page.getByRole('article', { name });

/** Chooses a cohort of the study in the Cohorts room. */
export async function chooseCohort(page: Page, name: string): Promise<Locator> {
  await page.getByRole('listbox', { name: 'Cohorts of this study' }).getByRole('option', { name }).click();
  const chosen = cohortPage(page, name);
  await expect(chosen.getByRole('heading', { name, level: 2 })).toBeVisible();
  return chosen;
}

/** Chooses a cohort and generates it; its page then says who is in it. */
export async function generate(page: Page, name: string): Promise<Locator> {
  const chosen = await chooseCohort(page, name);
  await chosen.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(chosen.getByRole('heading', { name: 'Attrition' })).toBeVisible({ timeout: 60_000 });
  return chosen;
}

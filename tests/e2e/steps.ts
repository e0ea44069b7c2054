import { expect, type Locator, type Page } from '@playwright/test';

/** What a researcher does in many journeys, in the words of the window. */
export async function openSampleStudy(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Stillroom', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /Open the sample study/ }).click();
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible({ timeout: 60_000 });
}

export type Room = 'Data' | 'Concepts' | 'Cohorts' | 'Analyses' | 'Model' | 'Findings' | 'SQL' | 'Ledger';

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
  await expect(chosen.getByText(/^On “.+”, .+ in /)).toBeVisible({ timeout: 60_000 });
  return chosen;
}

/** Types into a file dialog's path line; the dialog then shows that folder. */
export async function openFolder(page: Page, folder: string): Promise<void> {
  await page.getByRole('textbox', { name: /Type or paste a path/ }).fill(folder);
  await page.keyboard.press('Enter');
}

/** Adds what is shown to the findings, under a title of one's own; ends in Findings. */
export async function addToFindings(page: Page, within: Locator, title: string): Promise<void> {
  await within.getByRole('button', { name: 'Add to findings' }).click();
  await within.getByRole('button', { name: 'In findings' }).first().click();
  await page.getByRole('article').last().getByRole('button', { name: 'Edit the words' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit the words' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();
}

/** Chooses an analysis by its title, in the Analyses room. */
export async function chooseAnalysis(page: Page, title: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Analysis' })
    .getByText(new RegExp(`^${title}`))
    .click();
}

/** Chooses a generated cohort for the analysis. */
export async function readCohort(page: Page, name: string): Promise<void> {
  await page
    .getByRole('group', { name: /^Cohorts/ })
    .getByText(name, { exact: true })
    .click();
}

/** Runs the chosen analysis; its answer. */
export async function runAnalysis(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Run “/ }).click();
  const answer = page.getByRole('article').filter({ hasText: 'How is this computed?' });
  await expect(answer).toBeVisible({ timeout: 60_000 });
  return answer;
}

/** In the Findings room: chooses findings by their titles, reads what would leave, writes the bundle and verifies it. */
export async function exportAndVerify(page: Page, titles: readonly string[], bundle: string): Promise<void> {
  for (const title of titles)
    await page.getByRole('article', { name: title }).getByText('For export', { exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^Export ${titles.length}.finding`) }).click();
  await page.getByRole('button', { name: 'I have read it' }).click();
  await page.getByRole('textbox', { name: 'Write to' }).fill(bundle);
  await page.getByRole('button', { name: 'Write the bundle' }).click();
  const done = page.getByRole('dialog', { name: 'The bundle is written' });
  await done.getByRole('button', { name: 'Verify it now' }).click();
  await expect(done).toContainText(/Unchanged: \d+ files recomputed/);
  await done.getByRole('button', { name: 'Close' }).last().click();
}

import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { journey } from './journey.ts';
import {
  addToFindings,
  chooseAnalysis,
  generate,
  goTo,
  openSampleStudy,
  type Room,
  readCohort,
  runAnalysis,
} from './steps.ts';

const rooms: readonly Room[] = ['Data', 'Concepts', 'Cohorts', 'Analyses', 'Model', 'Findings', 'SQL', 'Ledger'];

/** The page's own policy forbids adding a script to it; evaluating one is the driver's privilege. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
    const beyond = document.documentElement.scrollHeight - innerHeight;
    return beyond > 0 ? [...found, `the frame itself scrolls, by ${beyond} pixels`] : found;
  });
}

async function tour(page: Page, schemes: readonly ('light' | 'dark')[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const room of rooms) {
    await goTo(page, room);
    await expect(page.getByRole('main', { name: room }).getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const list = await violations(page);
      if (list.length > 0) found[`${room}, ${colorScheme}`] = list;
    }
  }
  return found;
}

journey(
  'every room, empty and full, in light and dark: axe finds nothing',
  async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Stillroom', level: 1 })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await openSampleStudy(page);
    const empty = await tour(page, ['light']);

    await goTo(page, 'Cohorts');
    await generate(page, 'Death');
    await generate(page, 'Type 2 diabetes');
    await goTo(page, 'Analyses');
    await chooseAnalysis(page, 'Survival');
    await readCohort(page, 'Type 2 diabetes');
    await addToFindings(page, await runAnalysis(page), 'Survival in type 2 diabetes');
    const full = await tour(page, ['light', 'dark']);
    expect({ empty, full }).toEqual({ empty: {}, full: {} });
  },
  ['browser'],
);

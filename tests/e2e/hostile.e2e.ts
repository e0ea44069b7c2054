import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { hostileContext, hostileName, hostilePage, hostileTitle } from './hostile-page.ts';
import { hostileReport, readReport, reportOf } from './hostile-report.ts';
import { journey } from './journey.ts';
import { addToFindings, exportAndVerify, generate, goTo, openSampleStudy } from './steps.ts';

/** The page as a value, and ours as the name of a column, in the grid of a query. */
async function askForIt(page: Page): Promise<void> {
  await goTo(page, 'SQL');
  const literal = `'${hostilePage.replaceAll("'", "''")}'`;
  const identifier = `"${hostileName.replaceAll('"', '""')}"`;
  await page.getByRole('textbox', { name: 'SQL query' }).fill(`SELECT ${literal} AS ${identifier}, 1 AS n`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Result of the query' })).toContainText('leaking.via', {
    timeout: 60_000,
  });
}

/** What is on the screen is neither copied nor dragged away, and a print of the page is empty. */
async function expectNothingTaken(page: Page): Promise<void> {
  const happened = await page.evaluate(() => {
    const cell = document.querySelector('[role=gridcell]')!;
    getSelection()?.selectAllChildren(cell);
    return ['copy', 'cut', 'dragstart'].filter((name) =>
      cell.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })),
    );
  });
  expect(happened).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('body')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('body')).toBeVisible();
}

journey(
  'a hostile page as column, value, title and context is text, in the window and in the report',
  async ({ page, home }) => {
    await openSampleStudy(page);
    await goTo(page, 'Cohorts');
    await addToFindings(page, await generate(page, 'Type 2 diabetes'), hostileTitle);
    await page.getByRole('article').last().getByRole('button', { name: 'Edit the words' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the words' });
    await dialog.getByRole('textbox', { name: 'Context' }).fill(hostileContext);
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await expect(dialog).toBeHidden();
    const bundle = join(home, 'findings.zip');
    await exportAndVerify(page, [hostileTitle], bundle);
    await askForIt(page);
    await expectNothingTaken(page);
    await goTo(page, 'Ledger');
    await expect(page.getByRole('listbox', { name: 'Entries' })).toBeVisible();
    expect(
      await page.evaluate(() => document.querySelectorAll('iframe, embed, object, base, meta[http-equiv]').length),
    ).toBe(0);
    expect(await page.evaluate(() => 'RTCPeerConnection' in window || 'WebTransport' in window)).toBe(false);
    const browser = page.context().browser();
    expect(await readReport(browser, reportOf(bundle), home)).toEqual([]);
    expect(await readReport(browser, hostileReport(), home)).toEqual([]);
  },
  ['browser'],
);

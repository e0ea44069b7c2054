import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { renderReport } from '../../core/report/html.ts';
import { exampleFindings } from '../../core/report/testing/example-findings.ts';
import { withText } from '../../core/report/testing/with-text.ts';
import { hostileContext, hostileName, hostilePage, hostileTitle } from './hostile-page.ts';
import { watchRequests } from './hosts/watch.ts';
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

function reportOf(bundle: string): string {
  const files = unzipSync(readFileSync(bundle));
  const [name = ''] = Object.keys(files).filter((path) => path.endsWith('.html'));
  return new TextDecoder().decode(files[name]);
}

/** Every text of every kind of finding is the whole page: titles, labels, notes, SQL, cohorts in words. */
const hostileReport = () =>
  renderReport({ findings: exampleFindings.map((one) => withText(one, hostilePage)), study: hostilePage });

/** A report opened from the disk as a reviewer opens it: what it asked for beside itself. */
async function readReport(page: Page, html: string, home: string): Promise<readonly string[]> {
  const report = join(home, 'report.html');
  writeFileSync(report, html);
  const opened = await page.context().browser()?.newPage();
  if (!opened) return ['the report was not opened'];
  const asked = watchRequests(opened, 'file://');
  await opened.goto(pathToFileURL(report).href);
  await expect(opened.locator('body')).toContainText('leaking.via/beacon');
  await opened.close();
  return asked();
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
    await goTo(page, 'Ledger');
    await expect(page.getByRole('listbox', { name: 'Entries' })).toBeVisible();
    expect(
      await page.evaluate(() => document.querySelectorAll('iframe, embed, object, base, meta[http-equiv]').length),
    ).toBe(0);
    expect(await page.evaluate(() => 'RTCPeerConnection' in window || 'WebTransport' in window)).toBe(false);
    expect(await readReport(page, reportOf(bundle), home)).toEqual([]);
    expect(await readReport(page, hostileReport(), home)).toEqual([]);
  },
  ['browser'],
);

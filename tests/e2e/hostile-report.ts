import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { renderReport } from '../../core/report/html.ts';
import { exampleFindings } from '../../core/report/testing/example-findings.ts';
import { withText } from '../../core/report/testing/with-text.ts';
import { hostilePage } from './hostile-page.ts';
import { watchRequests } from './hosts/watch.ts';

/** The HTML report of a bundle. */
export function reportOf(bundle: string): string {
  const files = unzipSync(readFileSync(bundle));
  const [name = ''] = Object.keys(files).filter((path) => path.endsWith('.html'));
  return new TextDecoder().decode(files[name]);
}

/** Every text of every kind of finding is the whole page: titles, labels, notes, SQL, cohorts in words. */
export const hostileReport = (): string =>
  renderReport({ findings: exampleFindings.map((one) => withText(one, hostilePage)), study: hostilePage });

/** A report opened from the disk as a reviewer opens it: what it asked for beside itself. */
export async function readReport(browser: Browser | null, html: string, home: string): Promise<readonly string[]> {
  if (!browser) return ['the report was not opened'];
  const report = join(home, 'report.html');
  writeFileSync(report, html);
  const opened = await browser.newPage();
  const asked = watchRequests(opened, 'file://');
  await opened.goto(pathToFileURL(report).href);
  await expect(opened.locator('body')).toContainText('leaking.via/beacon');
  await opened.close();
  return asked();
}

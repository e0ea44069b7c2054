import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hostileReport, readReport, reportOf } from '../e2e/hostile-report.ts';
import { browserHost } from '../e2e/hosts/browser.ts';
import { doubleHost } from '../e2e/hosts/double.ts';
import { writeHostileFolder } from './hostile-folder.ts';
import { walkFolder, withProfile } from './own-profile.ts';
import {
  analyse,
  askTheModel,
  exportFindings,
  importFolder,
  lookAtConcepts,
  lookEverywhere,
  makeCohorts,
  query,
} from './walk-rooms.ts';

for (const kind of [browserHost, doubleHost])
  test(`import to export with hostile data, every room, the report from the disk · ${kind.name}`, async ({
    browser,
    launchOptions,
  }) => {
    test.skip(kind.unavailable !== null, kind.unavailable ?? '');
    const folder = walkFolder();
    const home = join(folder.path, 'home');
    const profile = join(folder.path, 'profile');
    const bundle = join(home, 'findings.zip');
    const own = withProfile(profile, { ...launchOptions, viewport: { width: 1280, height: 800 } });
    const host = await kind.open({ home, browser: own, launchOptions, profile });
    const { page } = host;
    try {
      await importFolder(page, writeHostileFolder(folder.path));
      await lookAtConcepts(page);
      await makeCohorts(page);
      await analyse(page);
      await askTheModel(page);
      await exportFindings(page, bundle);
      await query(page);
      await lookEverywhere(page, join(folder.path, 'titles.txt'));
      expect(await readReport(browser, reportOf(bundle), home)).toEqual([]);
      expect(await readReport(browser, hostileReport(), home)).toEqual([]);
      expect(await host.foreignRequests()).toEqual([]);
      expect(host.errors()).toEqual([]);
    } finally {
      await host.close();
      folder.remove();
    }
  });

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { browserHost } from '../e2e/hosts/browser.ts';
import { plantedAddress, plantedName } from './plants.ts';

const leaks: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  fetch: (page) =>
    page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => null), `http://${plantedAddress}/planted`),
  // The server's own header would stop it, which is one of the controls: it is taken away as the policy is.
  prefetch: async (page) => {
    await page.route('**/', async (route) => {
      const response = await route.fetch();
      const { 'x-dns-prefetch-control': _off, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.reload();
    await page.evaluate((name) => {
      const link = document.createElement('link');
      link.rel = 'dns-prefetch';
      link.href = `//${name}`;
      document.head.append(link);
      return new Promise((resolve) => setTimeout(resolve, 1000));
    }, plantedName);
  },
};

for (const [name, leak] of Object.entries(leaks)) {
  test(name, async ({ browser, launchOptions }) => {
    const home = mkdtempSync(join(tmpdir(), 'stillroom-plant-'));
    const host = await browserHost.open({ home, browser, launchOptions });
    try {
      await leak(host.page);
    } finally {
      await host.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
}

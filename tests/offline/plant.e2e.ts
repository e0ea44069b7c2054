import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page, test } from '@playwright/test';
import { browserHost } from '../e2e/hosts/browser.ts';
import { plantedAddress, plantedName } from './plants.ts';

async function fetchOutside(page: Page): Promise<void> {
  await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => null), `http://${plantedAddress}/planted`);
}

/** The server's own header would stop it, which is one of the controls: it is taken away as the policy is. */
async function prefetchName(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const { 'x-dns-prefetch-control': _off, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    },
  );
  await page.reload();
  await page.evaluate((name) => {
    const link = document.createElement('link');
    link.rel = 'dns-prefetch';
    link.href = `//${name}`;
    document.head.append(link);
    return new Promise((resolve) => setTimeout(resolve, 2000));
  }, plantedName);
}

for (const [name, leak] of Object.entries({ fetch: fetchOutside, prefetch: prefetchName })) {
  test(name, async ({ launchOptions }) => {
    const home = mkdtempSync(join(tmpdir(), 'stillroom-plant-'));
    // With a profile, as a person's browser has one: without, Chromium looks nothing up ahead.
    const context = await chromium.launchPersistentContext(join(home, 'profile'), {
      ...launchOptions,
      bypassCSP: true,
    });
    const browser = { newContext: async () => context };
    const host = await browserHost.open({ home, browser, launchOptions });
    try {
      await leak(host.page);
    } finally {
      await host.close();
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });
}

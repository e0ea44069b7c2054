import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { browserHost } from '../e2e/hosts/browser.ts';
import { walkFolder, withProfile } from './own-profile.ts';
import { plantedAddress, plantedName, plantedValue } from './plants.ts';

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

/** The browser writes titles into its history. */
async function showInTitle(page: Page): Promise<void> {
  await page.evaluate((value) => {
    document.title = value;
  }, plantedValue);
}

for (const [name, leak] of Object.entries({ fetch: fetchOutside, prefetch: prefetchName, title: showInTitle })) {
  test(name, async ({ launchOptions }) => {
    const folder = walkFolder();
    const browser = withProfile(join(folder.path, 'profile'), { ...launchOptions, bypassCSP: true });
    const host = await browserHost.open({ home: join(folder.path, 'home'), browser, launchOptions });
    try {
      await leak(host.page);
    } finally {
      await host.close();
      folder.remove();
    }
  });
}

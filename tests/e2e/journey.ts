import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestInfo, test } from '@playwright/test';
import { browserHost } from './hosts/browser.ts';
import { doubleHost } from './hosts/double.ts';
import { electronHost } from './hosts/electron.ts';
import type { Host, HostKind } from './hosts/host.ts';

const hosts: readonly HostKind[] = [browserHost, doubleHost, electronHost];

/** Where a journey is walked that asks nothing of the host but its calls: those two differ only in how they carry these. */
export const anyHost: readonly HostKind['name'][] = ['browser', 'electron'];

export interface Walk extends Host {
  /** A folder of this walk alone; studies are made in it. */
  readonly home: string;
}

async function keepPicture({ page }: Host, info: TestInfo): Promise<void> {
  const path = info.outputPath('window.png');
  await page.screenshot({ path });
  await info.attach('window', { path, contentType: 'image/png' });
}

/**
 * One journey, walked on every host named. Where a host cannot be started the walk is reported as skipped, with why.
 * On all of them the window asks for nothing beyond its own origin and writes no error.
 */
export function journey(title: string, walk: (walk: Walk) => Promise<void>, on?: readonly HostKind['name'][]): void {
  for (const kind of hosts.filter(({ name }) => !on || on.includes(name))) {
    test(`${title} · ${kind.name}`, async ({ browser, launchOptions }, info) => {
      test.skip(kind.unavailable !== null, kind.unavailable ?? '');
      const home = mkdtempSync(join(tmpdir(), 'stillroom-e2e-'));
      const host = await kind.open({ home, browser, launchOptions });
      host.page.setDefaultTimeout(15_000);
      try {
        await walk({ ...host, home });
        expect(await host.foreignRequests()).toEqual([]);
        expect(host.errors()).toEqual([]);
      } catch (error) {
        await keepPicture(host, info);
        throw error;
      } finally {
        await host.close();
        rmSync(home, { recursive: true, force: true });
      }
    });
  }
}

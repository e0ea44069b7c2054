import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type LaunchOptions } from '@playwright/test';

/** A folder of one walk: the recorder's, which looks at what is left in it, or one that goes with the walk. */
export function walkFolder(): { readonly path: string; remove(): void } {
  const recorded = process.env.STILLROOM_WALK;
  if (recorded) return { path: recorded, remove: () => {} };
  const path = mkdtempSync(join(tmpdir(), 'stillroom-walk-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}

/** A browser with a profile on the disk, as a person's has one: without, Chromium keeps nothing and looks nothing up. */
export const withProfile = (profile: string, options: LaunchOptions & BrowserContextOptions) => ({
  newContext: (): Promise<BrowserContext> => chromium.launchPersistentContext(profile, options),
});

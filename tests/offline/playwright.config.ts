import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';
import { closedBrowser } from './closed-browser.ts';

const { launchOptions } = base.use ?? {};

/** The walk of `npm run prove:offline`: as the journeys, in a browser that is closed as the desktop's is. */
export default defineConfig({
  ...base,
  testDir: '.',
  outputDir: '../../test-results/offline',
  // The model yields to everything else: on a busy machine its part takes long, and that is no fault of the proof.
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  retries: 0,
  reporter: 'line',
  projects: [
    {
      name: 'walk',
      testMatch: 'walk.e2e.ts',
      use: { launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), ...closedBrowser] } },
    },
    // An open door, so that something can be planted: the page without its policy, the browser without switches.
    { name: 'plant', testMatch: 'plant.e2e.ts', use: { bypassCSP: true } },
  ],
});

import { existsSync } from 'node:fs';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium as the system has it: the browser that npm would download is not needed. Null where there is none. */
export const findChromium = () => process.env.CHROMIUM ?? known.find((path) => existsSync(path)) ?? null;

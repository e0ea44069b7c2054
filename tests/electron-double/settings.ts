/** How a test sets the double up, over the environment. */
export interface Settings {
  readonly executablePath?: string;
  readonly args: readonly string[];
  /** As in a package: what is open in a checkout is closed. */
  readonly isPackaged: boolean;
  /** Takes the page's policy away, so that what stands behind it can be seen to hold by itself. */
  readonly bypassCSP: boolean;
  /** Chromium's profile, which then stays; without it, one that goes with the window. */
  readonly profile?: string;
}

export const settingsVariable = 'STILLROOM_ELECTRON_DOUBLE';

export const readSettings = (): Settings => ({
  args: [],
  isPackaged: false,
  bypassCSP: false,
  ...JSON.parse(process.env[settingsVariable] ?? '{}'),
});

import type { Browser, LaunchOptions, Page } from '@playwright/test';

/** A running Stillroom with its window, wherever it runs. */
export interface Host {
  readonly page: Page;
  /** Every address the window asked for since it was opened, its own left out. */
  foreignRequests(): Promise<readonly string[]>;
  /** What the window wrote to its console as an error, and what it threw: a researcher sees neither, a test must. */
  errors(): readonly string[];
  /** Ends the engine's process at once, as a crash would. */
  killEngine(): Promise<void>;
  close(): Promise<void>;
}

export interface Surroundings {
  /** Where studies are made: STILLROOM_HOME. */
  readonly home: string;
  readonly browser: Pick<Browser, 'newContext'>;
  readonly launchOptions: LaunchOptions;
  /** The profile of the desktop's Chromium, where it is to be looked at afterwards; it then stays. */
  readonly profile?: string;
}

export interface HostKind {
  readonly name: 'browser' | 'desktop double' | 'electron';
  /** Why this host cannot be started on this machine; null when it can. Such a journey is reported as skipped. */
  readonly unavailable: string | null;
  open(surroundings: Surroundings): Promise<Host>;
}

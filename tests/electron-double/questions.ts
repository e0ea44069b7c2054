import { app } from './app.ts';
import { asked } from './asked.ts';
import { chosenPaths } from './dialog.ts';
import { session } from './session.ts';

/** What a test may ask the double's main process, each with its argument and answer as plain data. */
export const questions = {
  asked: async () => asked,
  /** Where the page can be reached, once there is one. */
  debuggingPort: () => app.debuggingPort,
  isGranted: (permission: string) => session.defaultSession.isGranted(permission),
  keepsDownload: async () => session.defaultSession.keepsDownload(),
  willChoose: async (paths: readonly string[]) => void chosenPaths.push(paths),
  quit: async () => app.quit(),
} as const;
export type Questions = typeof questions;

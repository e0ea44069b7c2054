import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { HostKind } from './host.ts';
import { root } from './root.ts';
import { watchErrors, watchRequests } from './watch.ts';

const names: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Electron's own binary, which does not come with the package: one named by the environment, or one fetched. */
const found = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules', 'electron', 'dist')]
  .map((folder) => folder && join(folder, names[process.platform] ?? 'electron'))
  .find((path) => path && existsSync(path));

/** Real Electron, where there is one. */
export const electronHost: HostKind = {
  name: 'electron',
  unavailable: found ? null : 'no Electron binary here; ELECTRON_OVERRIDE_DIST_PATH names one',
  async open({ home, launchOptions: { args = [] } }) {
    const noSandbox = args.filter((arg) => arg === '--no-sandbox');
    const application = await _electron.launch({
      executablePath: found || undefined,
      args: [...noSandbox, root],
      env: { ...(process.env as Record<string, string>), STILLROOM_HOME: home },
    });
    const page = await application.firstWindow();
    const foreign = watchRequests(page, 'stillroom://app');
    return {
      page,
      foreignRequests: async () => foreign(),
      errors: watchErrors(page),
      async killEngine() {
        const pid = await application.evaluate(
          ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Stillroom engine')?.pid,
        );
        if (pid === undefined) throw new Error('The engine’s process was not found.');
        process.kill(pid, 'SIGKILL');
      },
      close: () => application.close(),
    };
  },
};

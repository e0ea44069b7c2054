import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchDouble } from '../../electron-double/launch.ts';
import type { HostKind } from './host.ts';
import { killDescendant } from './processes.ts';
import { root } from './root.ts';
import { watchErrors, watchRequests } from './watch.ts';

export const builtMain = join(root, 'out', 'electron', 'main.js');

/** The shell's built code over the double of Electron, on a Chromium of its own. */
export const doubleHost: HostKind = {
  name: 'desktop double',
  unavailable: existsSync(builtMain) ? null : 'the desktop shell is not built: node scripts/test.mjs e2e builds it',
  async open({ home, profile, launchOptions: { executablePath, args = [] } }) {
    const double = await launchDouble({
      main: builtMain,
      environment: { STILLROOM_HOME: home },
      settings: { executablePath, args, profile },
    });
    const sockets = watchRequests(double.page, 'http://app.stillroom.localhost');
    const errors = watchErrors(double.page);
    await double.page.waitForURL('http://app.stillroom.localhost/**');
    return {
      page: double.page,
      errors,
      async foreignRequests() {
        const { requests } = await double.ask('asked');
        return [...requests.map(({ url }) => url).filter((url) => !url.startsWith('stillroom://app/')), ...sockets()];
      },
      killEngine: async () => killDescendant(double.pid, /engine-process\.js/),
      close: () => double.close(),
    };
  },
};

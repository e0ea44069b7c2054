import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';
import { build, install, root } from './prepare.mjs';

/** `npm run prove:offline`: builds first, with a network if it must; what is proved starts after. */
install();
build('node', 'renderer', 'desktop');
const args = ['--import', 'tsx', 'tests/offline/prove.ts', ...process.argv.slice(2)];
process.exitCode =
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM: findChromium() ?? '' },
  }).status ?? 1;

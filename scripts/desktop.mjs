import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

/** `npm run desktop`: the workbench in its own window. `npm run desktop -- package`: an installer for this system. */
const electron = join(root, 'node_modules', 'electron');

function binary() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const name = existsSync(join(electron, 'path.txt'))
    ? readFileSync(join(electron, 'path.txt'), 'utf8').trim()
    : 'electron';
  const candidates = [named && join(named, name), join(electron, 'dist', name)];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

install();
build('renderer', 'desktop');
if (process.argv[2] === 'package') {
  const builder = join(root, 'node_modules', '.bin', 'electron-builder');
  process.exitCode =
    spawnSync(builder, ['--config', 'electron-builder.yml'], { cwd: root, stdio: 'inherit' }).status ?? 1;
} else {
  const found = binary();
  if (!found) {
    process.stderr.write(
      "Electron's own binary is not here; it does not come from the npm registry. Fetch it once, on a machine with a network, with\n  npm run desktop:fetch\nor point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron. Without it, the same workbench opens in a browser:\n  npm run stillroom -- serve\n",
    );
    process.exit(70);
  }
  process.exitCode = spawnSync(found, [root, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
}

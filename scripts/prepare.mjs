import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a checkout needs before anything runs: dependencies as locked, and builds newer than their sources. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (text) => process.stderr.write(`${text}\n`);

function fail(message) {
  say(message);
  process.exit(70);
}

function run(command, args, what) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`${what} failed${error ? `: ${error.message}` : ''}. The lines above say why.`);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!fits) fail(`Stillroom needs Node 20.19, 22.12 or 24 and later; this is ${process.versions.node}.`);
}

/** Installs what package-lock.json names, when it is not what node_modules holds. */
export function install() {
  requireNode();
  const stamp = join(root, 'node_modules', '.stillroom-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const isLink = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink();
  if (isLink) fail('node_modules is a link, and npm ci would empty what it leads to. Remove the link, and try again.');
  say('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing dependencies');
  writeFileSync(stamp, lock);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const builds = {
  node: {
    runs: [['-c', 'vite.node.config.ts']],
    sources: ['contract', 'core', 'cli', 'datasets', 'vite.node.config.ts', 'package.json'],
  },
  renderer: {
    runs: [['-c', 'renderer/vite.config.ts']],
    sources: ['contract', 'core/analyses', 'renderer', 'package.json'],
  },
  desktop: {
    runs: [
      ['-c', 'vite.desktop.config.ts'],
      ['-c', 'vite.desktop.config.ts', '--mode', 'preload'],
    ],
    sources: ['contract', 'core', 'electron', 'vite.desktop.config.ts', 'package.json'],
  },
};

/** One build at a time, whoever asks: a second process waits for the first. */
function alone(work) {
  const lock = join(root, 'out', '.building');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (waited > 120_000 || Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 120_000)
        rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  work();
  release();
  process.off('exit', release);
}

/** Builds the named parts whose sources are newer than what was built. */
export function build(...names) {
  for (const name of names) {
    const { runs, sources } = builds[name];
    const stamp = join(root, 'out', `.${name}-built`);
    const isFresh = () =>
      existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources.map((source) => newest(join(root, source))));
    if (isFresh()) continue;
    alone(() => {
      if (isFresh()) return;
      const started = new Date();
      say(`Building ${name} …`);
      const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
      for (const args of runs)
        run(process.execPath, [vite, 'build', ...args, '--logLevel', 'error'], `Building ${name}`);
      writeFileSync(stamp, '');
      // A source changed during the build is newer than its start.
      utimesSync(stamp, started, started);
    });
  }
}

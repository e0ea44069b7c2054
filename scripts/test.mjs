import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findChromium } from './chromium.mjs';
import { build, install, root } from './prepare.mjs';
import { installed } from './spark.mjs';

/** `npm test`: types, lint, the import law, unit, spec, conformance, the journeys in Chromium, and Spark where it is installed. Any argument names the parts to run. */
const rooms = ['contract', 'core', 'electron', 'cli', 'datasets', 'renderer', 'tests'];
const results = join(root, 'test-results');
const bin = (name) => join(root, 'node_modules', '.bin', name);

function run(title, command, args, env = {}) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

const tally = (counts) => ({
  passed: counts.numPassedTests,
  failed: counts.numFailedTests,
  skipped: counts.numPendingTests + (counts.numTodoTests ?? 0),
});

/** The counts a runner wrote, as one plain line. */
function closing(word, { passed, failed, skipped }) {
  process.stdout.write(`${word}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
}

/** Vitest's tests that failed, or passed at a second try only, with their first line: said last, where a cut log has them. */
const failures = [];
const unsteady = [];

function nameFailures(report) {
  for (const { name, message, assertionResults } of report.testResults ?? []) {
    const file = relative(root, name);
    const troubled = assertionResults.filter(({ failureMessages }) => failureMessages.length > 0);
    for (const { status, fullName, failureMessages } of troubled) {
      const line = `${file} › ${fullName}: ${failureMessages[0].split('\n')[0]}`;
      (status === 'passed' ? unsteady : failures).push(line);
    }
    if (troubled.length === 0 && message) failures.push(`${file}: ${message.split('\n')[0]}`);
  }
}

function types() {
  return rooms.map((room) => run(`types: ${room}`, bin('tsc'), ['-p', `${room}/tsconfig.json`])).every(Boolean);
}

function unit() {
  const report = join(results, 'vitest.json');
  const ok = run('unit, law, spec, oracle, conformance', bin('vitest'), [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = readJson(report);
  if (counts) closing('vitest', tally(counts));
  if (counts) nameFailures(counts);
  return ok && counts !== null && counts.numPassedTests > 0;
}

function journeys() {
  const browser = findChromium();
  if (!browser) {
    process.stdout.write(
      '\nNo Chromium was found. Install it (Debian: apt-get install chromium) or name one: CHROMIUM=/path npm test\n',
    );
    return false;
  }
  build('node', 'renderer', 'desktop');
  const report = join(results, 'playwright.json');
  const ok = run('journeys in Chromium', bin('playwright'), ['test', '--reporter=list,json'], {
    CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const stats = readJson(report)?.stats;
  if (stats)
    closing('playwright', { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });
  return ok && stats !== undefined && stats.expected > 0;
}

/** The cohort engine's Spark SQL on a real Spark. Where there is none, all of it is skipped, and says so. */
function spark() {
  const { python, why } = installed();
  process.stdout.write(python ? '' : `\nSpark is skipped. ${why}\n`);
  const report = join(results, 'spark.json');
  const args = ['run', '--config', 'tests/spark/vitest.config.ts', '--reporter=dot', '--reporter=json'];
  const ok = run(`Spark: ${python ? why : 'not here'}`, bin('vitest'), [...args, `--outputFile.json=${report}`], {
    ...(python ? { SPARK_PYTHON: python } : {}),
  });
  const counts = readJson(report);
  if (!counts) return false;
  closing('spark', tally(counts));
  nameFailures(counts);
  return ok && (python === null || counts.numPassedTests > 0);
}

const parts = {
  types,
  lint: () => run('lint', bin('biome'), ['check', '--error-on-warnings']),
  lock: () => run('lock', process.execPath, ['scripts/check-lock.mjs']),
  unit,
  spark,
  e2e: journeys,
};

install();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part “${unknown.join(', ')}”. There are: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
if (asked.length === 0 || asked.includes('unit')) build('node');
const took = [];
const failed = (asked.length > 0 ? asked : Object.keys(parts)).filter((name) => {
  const started = Date.now();
  const passed = parts[name]();
  took.push(`${name} ${Math.round((Date.now() - started) / 1000)} s`);
  return !passed;
});
for (const line of unsteady) process.stdout.write(`\nPassed at a second try only: ${line}`);
for (const line of failures) process.stdout.write(`\n✘ ${line}`);
process.stdout.write(`\n\nTook: ${took.join(', ')}.`);
process.stdout.write(failed.length === 0 ? '\nAll parts passed.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

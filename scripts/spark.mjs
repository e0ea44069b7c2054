import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './prepare.mjs';

/**
 * `node scripts/spark.mjs` installs PySpark, which brings Spark itself, into out/spark (about 400 MB). The Spark suite
 * (`npm test -- spark`) uses it where it is and reports itself as skipped where it is not. SPARK_VERSION names another.
 */
const version = process.env.SPARK_VERSION ?? '3.5.8';
const home = join(root, 'out', 'spark');
const stamp = join(home, '.version');
const python = join(home, 'bin', 'python');

function output(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}`.trim() };
}

/** What the machine lacks for Spark, in a sentence with what to do; null where nothing. */
function missing() {
  const java = output('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(java.text)?.[1] ?? 0);
  if (!java.ok) return 'Java is missing. Spark needs Java 17 (Debian: apt-get install openjdk-17-jre-headless).';
  if (major !== 17 && major !== 21) return `Spark needs Java 17; this is Java ${major}.`;
  const found = output('python3', ['-c', 'import sys, venv, ensurepip; print(sys.version_info[:2] >= (3, 9))']);
  if (found.ok && found.text.endsWith('True')) return null;
  return 'Python 3.9 or later with venv is missing (Debian: apt-get install python3-venv).';
}

/** The Python that has PySpark, or null with why the suite is skipped. */
export function installed() {
  const lacks = missing();
  if (lacks) return { python: null, why: lacks };
  if (existsSync(stamp) && existsSync(python)) return { python, why: readFileSync(stamp, 'utf8') };
  return { python: null, why: 'PySpark is not installed: node scripts/spark.mjs installs it.' };
}

function step(what, command, args) {
  const { ok, text } = output(command, args);
  if (!ok) throw new Error(`${what} failed:\n${text.split('\n').slice(-8).join('\n')}`);
}

function install() {
  const lacks = missing();
  if (lacks) throw new Error(lacks);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === `PySpark ${version}`) return;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  process.stderr.write(`Installing PySpark ${version} into out/spark …\n`);
  step('Making a virtual environment', 'python3', ['-m', 'venv', home]);
  step('Downloading PySpark', python, ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', `pyspark==${version}`]);
  step('Starting PySpark', python, ['-c', 'import pyspark']);
  writeFileSync(stamp, `PySpark ${version}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    install();
    process.stdout.write(`PySpark ${version} is in out/spark.\n`);
  } catch (error) {
    process.stderr.write(`Spark is not installed: ${error.message}\n`);
    process.exitCode = 1;
  }
}

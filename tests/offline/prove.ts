/** `npm run prove:offline [-- --json]`: walks the program shut in and recorded, and says what left. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../e2e/hosts/root.ts';
import { findMeans } from './means.ts';
import { leaksOf, prove } from './proof.ts';
import { summaryOf } from './summary.ts';
import { inWords } from './words.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
const chromium = process.env.CHROMIUM;
if (!chromium) {
  say('No Chromium was found. Install it (Debian: apt-get install chromium) or name one: CHROMIUM=/path');
  process.exit(70);
}
const folder = mkdtempSync(join(tmpdir(), 'stillroom-offline-'));
try {
  const proof = await prove({ version: manifest.version, means: findMeans(), folder, chromium, say });
  process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(proof) : inWords(proof)}\n`);
  process.exitCode = leaksOf(proof).length + proof.faults.length === 0 ? 0 : 1;
  writeFileSync(join(root, 'out', 'offline-proof.json'), `${JSON.stringify(summaryOf(proof))}\n`);
} finally {
  if (process.env.STILLROOM_KEEP_RECORDS) say(`The records are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

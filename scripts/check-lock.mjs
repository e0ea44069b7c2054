import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** A lock written on one platform can lack the packages of others, and then `npm ci` fails there: every optional dependency that is named must have its entry. */
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

function resolves(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '' || !folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}

const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !resolves(path, name))
    .map((name) => `${path || 'package.json'} names ${name}`),
);
const elsewhere = Object.entries(packages).filter(
  ([, { resolved }]) => resolved && !/^(https:\/\/registry\.npmjs\.org\/|file:)/.test(resolved),
);

for (const line of missing) process.stderr.write(`The lock lacks an optional package: ${line}.\n`);
for (const [path] of elsewhere) process.stderr.write(`The lock takes ${path} from outside the npm registry.\n`);
process.stdout.write(
  `${Object.keys(packages).length} packages in the lock, ${missing.length} missing, ${elsewhere.length} from elsewhere\n`,
);
process.exitCode = missing.length + elsewhere.length === 0 ? 0 : 1;

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** The import law: what each room may import. `law` names the first rule that fits a file, top to bottom. */
type Rule = { readonly room: RegExp; readonly may: RegExp };
const law: readonly Rule[] = [
  { room: /^contract\//, may: /^(contract\/|zod$)/ },
  { room: /^core\/(stats|disclosure)\//, may: /^(contract|core\/(stats|disclosure|cohort))\/|^(zod|highs)$/ },
  { room: /^core\/cohort\/(run|run-[a-z]+)\.ts$/, may: /^(contract|core\/(cohort|engine))\/|^node:crypto$/ },
  { room: /^core\/cohort\//, may: /^(contract|core\/(cohort|stats|disclosure))\/|^zod$/ },
  {
    room: /^core\/analyses\/[^/]+\/(spec|release|whom)\.ts$/,
    may: /^(contract\/|zod$|core\/analyses\/[^/]+\/(spec|release|whom)\.ts$)/,
  },
  {
    room: /^core\/analyses\/[^/]+\/view\.tsx$/,
    may: /^(contract\/|renderer\/(kit|charts)\/|core\/analyses\/[^/]+\/(spec|view)|react(\/|$))/,
  },
  {
    room: /^core\//,
    may: /^(contract\/|core\/|node:|package\.json$|zod$|@duckdb\/node-api$|onnxruntime-node$|@node-rs\/argon2$|@uwdata\/flechette$|fflate$|docx$|write-excel-file\/node$)/,
  },
  {
    room: /^electron\//,
    may: /^(electron(\/|$)|contract\/|core\/backend\.ts$|core\/inference\/|core\/engine\/(settings|priority)\.ts$|node:|package\.json$)/,
  },
  {
    room: /^cli\//,
    may: /^(cli|contract|core|datasets)\/|^(node:|commander$|@uwdata\/flechette$|zod$|package\.json$)/,
  },
  { room: /^datasets\//, may: /^(datasets|contract|core\/engine)\/|^node:/ },
  {
    room: /^renderer\//,
    may: /^(renderer|contract)\/|^core\/analyses\/[^/]+\/(spec\.ts|view\.tsx)$|^(react|react-dom|react-aria-components|zustand|immer|lucide-react|zod|d3-[a-z]+|@uwdata\/flechette)(\/|$)|^@(codemirror|lezer|fontsource-variable)\//,
  },
];
/** Packages with one door each. */
const doors: Readonly<Record<string, string>> = {
  '@duckdb/node-api': 'core/engine/database.ts',
  'onnxruntime-node': 'core/inference/session.ts',
  highs: 'core/disclosure/solve/highs.ts',
  '@node-rs/argon2': 'core/vault/passphrase-key.ts',
  docx: 'core/report/docx.ts',
  'write-excel-file/node': 'core/report/xlsx.ts',
};

const rooms = ['contract', 'core', 'electron', 'cli', 'datasets', 'renderer'];
const isSource = (path: string) =>
  /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$|\/testing\/|\/fixtures\//.test(path) && !path.includes('config.ts');
const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : isSource(path) ? [path] : [];
  });
const files = rooms.filter((room) => existsSync(room)).flatMap(walk);

const importsOf = (file: string) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|import\('([^']+)'\)/g,
    ),
  ].map((m) => (m[1] ?? m[2] ?? m[3])!);
const target = (file: string, spec: string) =>
  spec.startsWith('.') ? relative('.', resolve(dirname(file), spec)).replace(/\?\w+$/, '') : spec;

const arrows = files.flatMap((file) => importsOf(file).map((spec) => ({ file, to: target(file, spec) })));

const breaksTheLaw = ({ file, to }: { file: string; to: string }) => {
  const own = /^core\/analyses\/([^/]+)\//.exec(file)?.[1];
  const other = /^core\/analyses\/([^/]+)\//.exec(to)?.[1];
  return (
    !law.find(({ room }) => room.test(file))?.may.test(to) ||
    (own !== undefined && other !== undefined && own !== other)
  );
};

it.each([
  ['contract/index.ts', 'node:fs'],
  ['core/stats/normal.ts', 'core/engine/database.ts'],
  ['core/cohort/compile.ts', 'node:fs'],
  ['core/backend.ts', 'react'],
  ['core/analyses/survival/run.ts', 'core/analyses/table-one/run.ts'],
  ['core/analyses/survival/view.tsx', 'core/analyses/survival/run.ts'],
  ['electron/main/main.ts', 'core/engine/database.ts'],
  ['cli/main.ts', 'renderer/app.tsx'],
  ['renderer/app.tsx', 'core/backend.ts'],
  ['renderer/app.tsx', 'cli/paths.ts'],
  ['renderer/app.tsx', 'node:path'],
])('%s → %s is against the law', (file, to) => expect(breaksTheLaw({ file, to })).toBe(true));

it('every import stays inside the law', () => {
  const offending = arrows.filter(breaksTheLaw);
  expect(offending.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
});

it('DuckDB, ONNX Runtime and Electron each have one door', () => {
  const offending = arrows.filter(
    ({ file, to }) =>
      (doors[to] && doors[to] !== file) ||
      (/^electron(\/|$)/.test(to) && !/^electron\//.test(to) && !file.startsWith('electron/')),
  );
  expect(offending.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
});

it('the walk sees the house', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(arrows.length).toBeGreaterThan(300);
});

it('no file is longer than 500 lines, and the 95th percentile is 300 at most', () => {
  const lengths = files
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines);
  expect(lengths.filter(({ lines }) => lines > 500)).toEqual([]);
  expect(lengths[Math.floor(lengths.length * 0.95)]?.lines).toBeLessThanOrEqual(300);
});

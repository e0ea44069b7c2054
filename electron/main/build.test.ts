import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const builder = readFileSync('electron-builder.yml', 'utf8');
const sourcesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|testing|node_modules/.test(name))
    .map((name) => join(folder, name));

describe('the package', () => {
  it.each([
    'runAsNode: false',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'enableEmbeddedAsarIntegrityValidation: true',
    'onlyLoadAppFromAsar: true',
    'publish: null',
  ])('is built with %s', (line) => expect(builder.split('\n').map((one) => one.trim())).toContain(line));

  it('has no updater, no crash reporter, no telemetry and no client of a network', () => {
    const ways =
      /autoUpdater|electron-updater|crashReporter|sentry|analytics|\bsendBeacon\b|new WebSocket|EventSource\(|XMLHttpRequest|from 'node:(https|dns|tls|http2|dgram)'|from 'electron'.*\bnet\b/;
    const files = ['contract', 'core', 'electron', 'cli', 'renderer'].flatMap(sourcesIn);
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => ways.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('asks for an address, or opens a server, in these places only', () => {
    const asking = ['contract', 'core', 'electron', 'cli', 'renderer']
      .flatMap(sourcesIn)
      .filter((file) => /\bfetch\(|from 'node:(http|net)'/.test(readFileSync(file, 'utf8')));
    expect(asking.sort()).toEqual([
      'cli/serve/pages.ts',
      'cli/serve/security.ts',
      // The server on 127.0.0.1.
      'cli/serve/server.ts',
      // Only `isIP`.
      'core/deidentify/categories/o-ip.ts',
      // The window's own server.
      'renderer/backend/http.ts',
      // A function of that name.
      'renderer/kit/grid/window-cache.ts',
    ]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { schemeHandlers } from '../../tests/electron-double/session.ts';

vi.mock('electron', () => import('../../tests/electron-double/electron.ts'));
const { appPage, servePages } = await import('./page.ts');

const parent = mkdtempSync(join(tmpdir(), 'stillroom-page-'));
const folder = join(parent, 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(
  join(folder, 'index.html'),
  '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">',
);
writeFileSync(join(folder, 'assets', 'index.js'), 'export {};');
writeFileSync(join(folder, 'assets', 'notes.txt'), 'private');
writeFileSync(join(parent, 'beside.js'), 'private');
afterAll(() => rmSync(parent, { recursive: true, force: true }));

servePages(folder);
const ask = async (url: string) => (await schemeHandlers.get('stillroom')?.(new Request(url))) as Response;

describe('the page', () => {
  it('comes with a policy that names no other place', async () => {
    const { headers } = await ask(appPage);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((part) => {
        const [name = '', ...sources] = part.split(' ');
        return [name, sources.filter((source) => !source.startsWith("'nonce-"))];
      }),
    );
    expect(policy).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'font-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
    });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has the policy’s own nonce in every place, and another on the next load', async () => {
    const load = async () => {
      const response = await ask(appPage);
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(
        response.headers.get('content-security-policy') ?? '',
      )?.[1];
      const places = [...(await response.text()).matchAll(/(?:content|nonce)="([^"]+)"/g)].map((found) => found[1]);
      return { nonce, places };
    };
    const [first, second] = [await load(), await load()];
    expect(first.places).toEqual([first.nonce, first.nonce]);
    expect(second.places).toEqual([second.nonce, second.nonce]);
    expect(second.nonce).not.toBe(first.nonce);
  });
});

describe('other files', () => {
  it('of the window are served with their type', async () => {
    const response = await ask('stillroom://app/assets/index.js');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {};');
  });

  it.each([
    'stillroom://app/assets/missing.js',
    'stillroom://app/assets/notes.txt',
    'stillroom://app/',
    'stillroom://other/assets/index.js',
    'stillroom://app/..%2fbeside.js',
    'stillroom://app/assets/..%2f..%2fbeside.js',
    'stillroom://app/%2e%2e/beside.js',
  ])('%s is not there', async (url) => expect((await ask(url)).status).toBe(404));
});

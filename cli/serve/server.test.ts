import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../contract/index.ts';
import { type Loopback, serveLoopback } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-pages-'));
writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>window</p>');
writeFileSync(join(folder, 'app.js'), 'export {}');
/** Answers nothing: these tests are about requests that never reach it, and about which do. */
const asked: string[] = [];
const backend: Backend = {
  call: (method) => {
    asked.push(method);
    return Promise.reject(new Error('no answer'));
  },
};
let host: Loopback;
beforeAll(async () => {
  host = await serveLoopback({ backend, rendererFolder: folder });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

/** One request as it is written, without a client that tidies it; under another name of this machine where one is given. */
function raw(head: string, name = new URL(host.url).host, body = ''): Promise<string> {
  const { port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`${head}\r\nHost: ${name}\r\nConnection: close\r\n\r\n${body}`),
    );
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('a request that nobody means well by', () => {
  it.each([
    'GET //',
    'GET /%',
    'GET /%00.js',
    'GET /index.html/x.js',
    'GET /../package.json',
    'GET /%2e%2e/package.json',
    `GET /${'a'.repeat(300)}.js`,
    'GET /rpc/app.info',
    'POST /index.html',
    'GET /no-such.js',
  ])('%s… is refused and the server goes on', async (line) => {
    expect(status(await raw(`${line} HTTP/1.1`))).toBeGreaterThanOrEqual(400);
    expect(status(await raw('GET / HTTP/1.1'))).toBe(200);
  });

  it('with another Host is refused: a name that was bound to this machine', async () => {
    const { port } = new URL(host.url);
    const others = ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.2:${port}`, `[::1]:${port}`, ''];
    for (const name of others) expect(status(await raw('GET / HTTP/1.1', name)), name).toBeGreaterThanOrEqual(400);
    expect(status(await raw('GET / HTTP/1.1', `localhost:${port}`))).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1', 'https://127.0.0.1'])(
    'from a page of %s is refused',
    async (origin) => {
      for (const path of ['/', '/rpc/app.info']) {
        const init = { method: path === '/' ? 'GET' : 'POST', headers: { origin, 'x-stillroom-token': host.token } };
        expect((await fetch(`${host.url}${path}`, init)).status).toBe(403);
      }
    },
  );

  it('without the token, or with another, reaches no method', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${host.url}/rpc/app.info`, { method: 'POST', body: '{}', headers });
    const wrong: readonly Record<string, string>[] = [
      {},
      { 'x-stillroom-token': '' },
      { 'x-stillroom-token': 'x'.repeat(host.token.length) },
    ];
    for (const headers of wrong) expect((await call(headers)).status).toBe(403);
    expect(asked).toEqual([]);
    expect((await call({ 'x-stillroom-token': host.token })).status).toBe(200);
    expect(asked).toEqual(['app.info']);
  });

  it('with a body of more than 32 MiB is answered before all of it is held, and reaches no method', async () => {
    const before = asked.length;
    const body = ' '.repeat(33 * 1024 * 1024);
    const head = `POST /rpc/app.info HTTP/1.1\r\nx-stillroom-token: ${host.token}\r\ncontent-length: ${body.length}`;
    // What it says may be lost where the system drops a connection with something unread.
    expect(await raw(head, undefined, body).catch(() => 'too large')).toContain('too large');
    expect(asked).toHaveLength(before);
    expect(status(await raw('GET / HTTP/1.1'))).toBe(200);
  });
});

describe('the window', () => {
  it('comes with a policy whose nonce is new on every load', async () => {
    const load = async () => {
      const response = await fetch(`${host.url}/`);
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(await response.text()).toContain(`content="${nonce}"`);
      return { policy, nonce };
    };
    const [first, second] = [await load(), await load()];
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.policy.replaceAll(/ 'nonce-[^']+'/g, '').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });

  it('may use nothing of the browser that reads the machine or tells somebody, and looks no name up ahead', async () => {
    for (const path of ['/', '/app.js', '/no-such.js']) {
      const { headers } = await fetch(`${host.url}${path}`);
      const closed = headers.get('permissions-policy') ?? '';
      expect(closed.split(', ').filter((feature) => !/^[a-z-]+=\(\)$/.test(feature))).toEqual([]);
      for (const feature of [
        'camera',
        'clipboard-read',
        'display-capture',
        'geolocation',
        'translator',
        'usb',
        'serial',
      ])
        expect(closed).toContain(`${feature}=()`);
      expect(headers.get('x-dns-prefetch-control')).toBe('off');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('is served by type and never cached', async () => {
    const response = await fetch(`${host.url}/app.js`);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

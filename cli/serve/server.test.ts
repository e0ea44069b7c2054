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
/** Answers nothing: these tests are about requests that never reach it. */
const backend: Backend = { call: () => Promise.reject(new Error('no such call')) };
let host: Loopback;
beforeAll(async () => {
  host = await serveLoopback({ backend, rendererFolder: folder });
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

/** One request as it is written, without a client that tidies it. */
function raw(head: string): Promise<string> {
  const { port, host: name } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`${head}\r\nHost: ${name}\r\nConnection: close\r\n\r\n`),
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
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { origin: 'http://evil.example' } });
    expect(response.status).toBe(403);
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
    expect(first.policy).toMatch(/^default-src 'none'/);
    expect(first.policy).not.toMatch(/unsafe|\*/);
  });

  it('is served by type and never cached', async () => {
    const response = await fetch(`${host.url}/app.js`);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

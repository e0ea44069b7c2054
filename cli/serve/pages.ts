import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, newNonce, safeHeaders } from './security.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where the built page writes its nonce. */
const placeholder = /__CSP_NONCE__/g;

const missing = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG']);

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (missing.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** The name of a file of the window that a request path asks for; null for what no file is named like. */
function nameOf(path: string): string | null {
  if (path === '/') return '/index.html';
  return /^\/[\w./-]+$/.test(path) && !path.includes('..') ? path : null;
}

/** Serves one file of the built window; the page itself with a new nonce and its policy on every load. */
export async function servePage(folder: string, path: string, response: ServerResponse): Promise<void> {
  const name = nameOf(path);
  const type = name ? types[extname(name)] : undefined;
  const bytes = name && type ? await readOrNull(join(folder, name)) : null;
  if (!bytes || !type) {
    response.writeHead(404, safeHeaders).end();
    return;
  }
  if (name !== '/index.html') {
    response.writeHead(200, { ...safeHeaders, 'content-type': type }).end(bytes);
    return;
  }
  const nonce = newNonce();
  const headers = { ...safeHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy(nonce) };
  response.writeHead(200, headers).end(bytes.toString('utf8').replace(placeholder, nonce));
}

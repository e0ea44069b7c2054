import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';

const scheme = 'stillroom';
export const appOrigin = `${scheme}://app`;
export const appPage = `${appOrigin}/index.html`;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The window's policy: everything from its own files, nothing from anywhere else. Data comes over the message port. */
const contentSecurityPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** Must run before `ready`: a standard, secure scheme, so that the page has an origin and module scripts load. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

const notFound = () => new Response('Not found', { status: 404 });

async function answer(folder: string, url: URL): Promise<Response> {
  const name = url.pathname;
  const type = types[extname(name)];
  if (url.host !== 'app' || !type || !/^\/[\w./-]+$/.test(name) || name.includes('..')) return notFound();
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, name));
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return notFound();
    throw error;
  }
  const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  if (name !== '/index.html') return new Response(new Uint8Array(bytes), { headers });
  const nonce = randomBytes(16).toString('base64');
  headers['content-security-policy'] = contentSecurityPolicy(nonce);
  return new Response(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { headers });
}

/** Serves the built window from disk under `stillroom://app/`, with a new nonce on every load. */
export function servePages(folder: string): void {
  protocol.handle(scheme, (request) => answer(folder, new URL(request.url)));
}

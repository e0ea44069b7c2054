import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const newToken = (): string => randomBytes(24).toString('base64url');
export const newNonce = (): string => randomBytes(16).toString('base64');

/** Nothing loads, connects, frames or submits anywhere but to this very server. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

export const safeHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
};

/** A page of another origin, or a name that was bound to 127.0.0.1, has another Host or Origin. */
export function isFromHere(request: IncomingMessage, port: number): boolean {
  const { host, origin } = request.headers;
  const here = [`127.0.0.1:${port}`, `localhost:${port}`];
  return (
    host !== undefined &&
    here.includes(host) &&
    (origin === undefined || here.some((name) => origin === `http://${name}`))
  );
}

export function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(String(request.headers['x-stillroom-token'] ?? ''));
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

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

/**
 * What a browser could do for a page that reads the machine or the person, or tells somebody else: sensors, devices,
 * screens, the clipboard's content, advertising, payment, other local servers, and models of the browser's own for
 * language, which it may download. Only names that Chromium knows: it warns about others.
 */
const closedFeatures: readonly string[] =
  `accelerometer browsing-topics camera captured-surface-control clipboard-read compute-pressure deferred-fetch
  deferred-fetch-minimal digital-credentials-create digital-credentials-get display-capture encrypted-media gamepad
  geolocation gyroscope hid identity-credentials-get idle-detection language-detector language-model local-fonts
  magnetometer microphone midi on-device-speech-recognition otp-credentials payment picture-in-picture
  private-state-token-issuance private-state-token-redemption publickey-credentials-create publickey-credentials-get
  serial speaker-selection storage-access summarizer sync-xhr translator usb window-management xr-spatial-tracking`.split(
    /\s+/,
  );

export const safeHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': closedFeatures.map((feature) => `${feature}=()`).join(', '),
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

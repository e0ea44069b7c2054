import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../../tests/electron-double/electron.ts'));
const { isTrusted } = await import('./dialogs.ts');

const webContents = {};
const window = { webContents } as BrowserWindow;
const from = (senderFrame: unknown, sender: unknown = webContents) =>
  isTrusted({ senderFrame, sender } as Parameters<typeof isTrusted>[0], window);
const page = 'stillroom://app/index.html';

describe('a message is answered', () => {
  it('when the window’s own top frame sends it from its own page', () => {
    expect(from({ url: page, parent: null })).toBe(true);
    expect(from({ url: `${page}#room/data`, parent: null })).toBe(true);
  });

  it('not when another window sends it', () => {
    expect(from({ url: page, parent: null }, {})).toBe(false);
  });

  it('not when the frame is gone, or stands inside another', () => {
    expect(from(null)).toBe(false);
    expect(from({ url: page, parent: { url: page } })).toBe(false);
  });

  it.each([
    'https://example.org/',
    'stillroom://app/other.html',
    'stillroom://app/index.html?x',
    'stillroom://app.example.org/index.html',
    'about:blank',
    'data:text/html,<h1>',
    '',
  ])('not from %s', (url) => expect(from({ url, parent: null })).toBe(false));
});

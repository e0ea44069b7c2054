import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { asked } from './asked.ts';
import { toMain } from './preload-script.ts';
import { answer } from './requests.ts';
import type { Settings } from './settings.ts';
import type { FromPage, WebContentsDouble } from './web-contents.ts';

const contentsOf = new Map<Page, WebContentsDouble>();
let running: { readonly context: BrowserContext; readonly temporary: string | null } | null = null;

/** Starts Chromium with the shell's own switches. Answers the port at which a test can reach the same page. */
export async function startChromium({ executablePath, args, bypassCSP, profile: kept }: Settings): Promise<number> {
  const { chromium } = await import('playwright');
  const temporary = kept ? null : mkdtempSync(join(tmpdir(), 'stillroom-double-'));
  const profile = kept ?? temporary ?? '';
  const switches = Object.entries(asked.switches).map(([name, value]) => `--${name}${value ? `=${value}` : ''}`);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    // Electron's Chromium tells a page when the other end of a port is gone (electron/electron#22532).
    args: [...args, ...switches, '--enable-blink-features=MessagePortCloseEvent', '--remote-debugging-port=0'],
    viewport: { width: 1280, height: 800 },
    bypassCSP,
  });
  running = { context, temporary };
  await context.exposeBinding(toMain, ({ page, frame }, message: FromPage) =>
    contentsOf.get(page)?.hear(frame, message),
  );
  await context.route('**/*', (route) => answer(route));
  context.on('page', (popup) => void judgePopup(popup));
  return Number(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
}

/** The page that the shell's window shows. */
export function claimPage(contents: (page: Page) => WebContentsDouble): { page: Page; contents: WebContentsDouble } {
  const page = running?.context.pages().find((one) => !contentsOf.has(one));
  if (!page) throw new Error('The double has one window, from `ready` on.');
  const claimed = contents(page);
  contentsOf.set(page, claimed);
  return { page, contents: claimed };
}

export async function stopChromium(): Promise<void> {
  await running?.context.close();
  // Chromium goes on writing into its profile for a moment.
  if (running?.temporary)
    await rm(running.temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  running = null;
}

/** A window that a page opened: closed at once where the shell denies it. */
async function judgePopup(popup: Page): Promise<void> {
  const opener = await popup.opener();
  const contents = opener ? contentsOf.get(opener) : undefined;
  if (contents && !contents.mayOpen(popup.url())) await popup.close();
}

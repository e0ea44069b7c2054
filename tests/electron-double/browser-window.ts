import { EventEmitter } from 'node:events';
import type { Page } from 'playwright';
import { app } from './app.ts';
import { type Asked, asked } from './asked.ts';
import { claimPage } from './chromium.ts';
import { WebContentsDouble } from './web-contents.ts';

type WindowOptions = Asked['windows'][number];

/** The one page of Chromium as the shell's window. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContentsDouble;
  readonly #page: Page;
  readonly #preload: string;

  constructor(options: WindowOptions) {
    super();
    asked.windows.push(options);
    this.#preload = String(options.webPreferences?.preload);
    const { page, contents } = claimPage((claimed) => new WebContentsDouble(claimed));
    this.#page = page;
    this.webContents = contents;
    app.emit('web-contents-created', {}, contents);
    page.once('close', () => {
      this.emit('closed');
      app.emit('window-all-closed');
    });
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url, this.#preload);
    this.emit('ready-to-show');
  }

  setContentProtection(isOn: boolean): void {
    asked.isContentProtected = isOn;
  }

  show(): void {
    this.emit('show');
  }

  isDestroyed(): boolean {
    return this.#page.isClosed();
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  focus(): void {
    void this.#page.bringToFront();
  }
}

import { EventEmitter } from 'node:events';
import type { Frame, Page } from 'playwright';
import { asked } from './asked.ts';
import { ipcMain } from './ipc.ts';
import type { MessagePortDouble } from './message-port.ts';
import { toChromium, toShell } from './origin.ts';
import { createPortLink, type PortFrame } from './port-link.ts';
import { fromMain, preloadScript } from './preload-script.ts';
import { answer } from './requests.ts';

type ToPage =
  | PortFrame
  | { readonly kind: 'message'; readonly channel: string; readonly data: unknown; readonly ports: readonly number[] };

export type FromPage =
  | PortFrame
  | { readonly kind: 'send' | 'invoke'; readonly channel: string; readonly args: readonly unknown[] };

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

/** A page of Chromium as the shell sees it. */
export class WebContentsDouble extends EventEmitter {
  readonly #page: Page;
  #link = this.#newLink();
  #outbox: ToPage[] = [];
  #isSending = false;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #wanted: string | null = null;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    asked.webRtcPolicy = policy;
  }

  postMessage(channel: string, data: unknown, transfer: readonly MessagePortDouble[] = []): void {
    this.#send({ kind: 'message', channel, data, ports: transfer.map((port) => this.#link.give(port)) });
  }

  async load(url: string, preload: string): Promise<void> {
    await this.#page.addInitScript({ content: preloadScript(preload, url) });
    await this.#page.route('**/*', (route) => answer(route, this));
    this.#wanted = toChromium(url);
    await this.#page.goto(this.#wanted);
  }

  /** What a page sends through its preload script. */
  hear(frame: Frame, message: FromPage): unknown {
    if (message.kind === 'port' || message.kind === 'closed') return this.#link.hear(message);
    const event = { sender: this, senderFrame: { url: toShell(frame.url()), parent: frame.parentFrame() } };
    if (message.kind === 'invoke') return ipcMain.invoke(message.channel, event, message.args);
    ipcMain.emit(message.channel, event, ...message.args);
  }

  /** Is the shell content with this page going there? Loading again, or what the shell itself asked for, is no question. */
  mayNavigate(url: string): boolean {
    const isOwnDoing = url === this.#wanted || url === this.#page.url();
    this.#wanted = null;
    let isPrevented = false;
    const preventDefault = () => {
      isPrevented = true;
    };
    if (!isOwnDoing) this.emit('will-navigate', { url: toShell(url), preventDefault });
    if (!isOwnDoing) asked.navigations.push({ url: toShell(url), isPrevented });
    return !isPrevented;
  }

  /** The page that stood here is gone, and with it its ends of every port. */
  forgetPage(): void {
    this.#link.end();
    this.#link = this.#newLink();
    this.#outbox = [];
  }

  mayOpen(url: string): boolean {
    const { action } = this.#openHandler({ url: toShell(url) });
    asked.popups.push({ url: toShell(url), action });
    return action === 'allow';
  }

  #newLink() {
    return createPortLink((frame) => this.#send(frame));
  }

  #send(message: ToPage): void {
    this.#outbox.push(message);
    if (!this.#isSending) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#isSending = true;
    while (this.#outbox.length > 0 && !this.#page.isClosed()) {
      const messages = this.#outbox;
      this.#outbox = [];
      try {
        await this.#page.evaluate(deliver, { messages, fromMain });
      } catch (error) {
        if (!this.#page.isClosed()) console.error('The double could not deliver to the page:', error);
      }
    }
    this.#isSending = false;
  }
}

/** Runs in the page. */
const deliver = ({ messages, fromMain }: { messages: readonly ToPage[]; fromMain: string }) => {
  const receive = (globalThis as unknown as Record<string, (message: ToPage) => void>)[fromMain];
  for (const message of messages) receive?.(message);
};

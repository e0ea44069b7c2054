import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asked } from './asked.ts';
import { startChromium, stopChromium } from './chromium.ts';
import { readSettings } from './settings.ts';

const settings = readSettings();

class AppDouble extends EventEmitter {
  readonly isPackaged = settings.isPackaged;
  #ready: Promise<void> | null = null;
  #found: (port: number) => void = () => {};

  /** Where a test reaches the page, once Chromium runs. */
  readonly debuggingPort = new Promise<number>((resolve) => {
    this.#found = resolve;
  });

  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      if (this.#ready) throw new Error(`--${name} comes after ready: Chromium would not see it.`);
      asked.switches[name] = value;
    },
  };

  enableSandbox(): void {
    if (this.#ready) throw new Error('The sandbox is enabled before ready or not at all.');
    asked.isSandboxed = true;
  }

  /** A place of its own for what the shell keeps. */
  getPath(name: string): string {
    return join(process.env.STILLROOM_HOME ?? tmpdir(), `electron-${name}`);
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    this.#ready ??= startChromium(settings).then((port) => this.#found(port));
    return this.#ready;
  }

  quit(): void {
    this.emit('before-quit', {});
    void stopChromium().then(() => process.exit(0));
  }

  exit(code = 0): void {
    void stopChromium().then(() => process.exit(code));
  }
}

export const app = new AppDouble();

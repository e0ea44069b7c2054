import type { Backend } from '../../contract/index.ts';
import { followStudy } from '../../contract/wires/open-study.ts';
import { connectPort, type WirePort } from '../../contract/wires/port.ts';
import type { Keychain } from '../keys/keychain.ts';
import { connectHttp } from './http.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload; absent in the browser host. */
    readonly stillroom?: {
      readonly host: 'desktop';
      /** Where a dropped file or folder lies; empty for one that has no place on the disk. */
      readonly pathOf: (file: File) => string;
      /** What the operating system's keychain keeps of encrypted studies. */
      readonly keychain: Keychain;
    };
  }
}

const tokenKey = 'stillroom-token';

/** Reads the one-time token from the address, removes it there, and keeps it for this tab's reloads. */
function takeToken({ location, history, sessionStorage }: Window): string {
  const found = /^#token=([^&]+)/.exec(location.hash)?.[1];
  if (found) {
    sessionStorage.setItem(tokenKey, found);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return found ?? sessionStorage.getItem(tokenKey) ?? '';
}

/** The port closes when it says so, and when another has come in its place: then its engine is gone. */
function asWire(port: MessagePort, replaced: AbortSignal): WirePort {
  port.start();
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', ({ data }) => listener(data)),
    onClose: (listener) => {
      port.addEventListener('close', listener);
      replaced.addEventListener('abort', listener);
    },
  };
}

/**
 * The shell posts a port when the engine is ready, and a new one when the engine was started again; the study is then
 * opened in it before anything else. Calls made while there is none wait for the next.
 */
export function overPort(target: Window): Backend {
  const study = followStudy();
  let replace = new AbortController();
  let arrive: (engine: Promise<Backend>) => void = () => {};
  let engine: Promise<Backend>;
  const wait = () => {
    engine = new Promise((resolve) => {
      arrive = resolve;
    });
  };
  wait();
  target.addEventListener('message', ({ source, data, ports: [port] }) => {
    if (source !== target || data?.kind !== 'stillroom-port' || !port) return;
    replace.abort();
    replace = new AbortController();
    const { signal } = replace;
    port.addEventListener('close', () => signal.aborted || wait());
    const connected = connectPort(asWire(port, signal));
    const opened = study.reopen(connected);
    arrive(opened);
    engine = opened;
    opened.catch(() => {
      if (engine === opened) engine = Promise.resolve(connected);
    });
  });
  target.postMessage({ kind: 'stillroom-ready' }, '*');
  return {
    async call(method, input, options) {
      const output = await (await engine).call(method, input, options);
      study.heed(method, output);
      return output;
    },
  };
}

/** The engine's one door, over the wire this host has: the desktop shell's port, or HTTP on the page's own loopback address. */
export const connect = (target: Window): Backend =>
  target.stillroom ? overPort(target) : connectHttp(target.location.origin, takeToken(target));

import type { Backend } from '../../contract/index.ts';
import { connectPort, type WirePort } from '../../contract/wires/port.ts';
import { connectHttp } from './http.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload; absent in the browser host. */
    readonly stillroom?: { readonly host: 'desktop' };
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

function asWire(port: MessagePort): WirePort {
  port.start();
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', ({ data }) => listener(data)),
    onClose: (listener) => port.addEventListener('close', listener),
  };
}

/**
 * The shell posts a port when the engine is ready, and a new one when the engine was started again. Calls made before
 * the first wait for it.
 */
function overPort(target: Window): Backend {
  let current: Promise<Backend>;
  let settle: ((backend: Backend) => void) | null = null;
  const wait = () => {
    current = new Promise((resolve) => {
      settle = resolve;
    });
  };
  wait();
  target.addEventListener('message', ({ source, data, ports: [port] }) => {
    if (source !== target || data?.kind !== 'stillroom-port' || !port) return;
    const backend = connectPort(asWire(port));
    port.addEventListener('close', wait);
    if (settle) settle(backend);
    else current = Promise.resolve(backend);
    settle = null;
  });
  target.postMessage({ kind: 'stillroom-ready' }, '*');
  return { call: async (method, input, options) => (await current).call(method, input, options) };
}

/** The engine's one door, over the wire this host has: the desktop shell's port, or HTTP on the page's own loopback address. */
export const connect = (target: Window): Backend =>
  target.stillroom ? overPort(target) : connectHttp(target.location.origin, takeToken(target));

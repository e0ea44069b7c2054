import type { MessagePortMain } from 'electron';
import type { WirePort } from '../contract/wires/port.ts';

/** An Electron port as the wire sees it. */
export function asWire(port: MessagePortMain): WirePort {
  port.start();
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
  };
}

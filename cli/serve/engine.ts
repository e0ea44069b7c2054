/** Entry of the engine's own process: the backend over the channel to its parent. */
import type { WirePort } from '../../contract/wires/port.ts';
import { servePort } from '../../contract/wires/port.ts';
import { yieldToTheWindow } from '../../core/engine/priority.ts';
import { openLocalBackend } from '../local-backend.ts';

yieldToTheWindow();
const backend = openLocalBackend('browser');
/** The parent closes the channel while answers are under way; whoever asked for them has gone with it. */
const nobodyWaits = () => {};
const parent: WirePort = {
  postMessage: (message) => {
    if (process.connected) process.send?.(message, undefined, undefined, nobodyWaits);
  },
  onMessage: (listener) => void process.on('message', listener),
  onClose: (listener) => void process.on('disconnect', listener),
};
servePort(backend, parent);
process.on('disconnect', () => {
  void backend.close().finally(() => process.exit(0));
});

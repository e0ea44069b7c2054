/** Entry of the model's utilityProcess: serves the one port that main hands it, and ends when that closes. */
import { yieldToTheWindow } from '../core/engine/priority.ts';
import { serveInference } from '../core/inference/server.ts';

yieldToTheWindow();
process.parentPort.once('message', ({ ports: [port] }) => {
  if (!port) return;
  port.start();
  serveInference({
    postMessage: (message) => port.postMessage(message),
    on: (_event, listener) => void port.on('message', ({ data }) => listener(data)),
  });
  port.on('close', () => process.exit(0));
});

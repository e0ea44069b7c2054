/** Entry of the model's utilityProcess: serves the one port that main hands it, and ends when that closes. */
import { serveInference } from '../core/inference/server.ts';

process.parentPort.once('message', ({ ports: [port] }) => {
  if (!port) return;
  port.start();
  serveInference({
    postMessage: (message) => port.postMessage(message),
    on: (_event, listener) => void port.on('message', ({ data }) => listener(data)),
  });
  port.on('close', () => process.exit(0));
});

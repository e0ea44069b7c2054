import { serveInference } from './server.ts';

/** Entry of the forked process: serves its parent, and ends with it. */
serveInference({
  postMessage: (message) => {
    process.send?.(message);
  },
  on: (_event, listener) => {
    process.on('message', listener);
  },
});

process.on('disconnect', () => process.exit(0));

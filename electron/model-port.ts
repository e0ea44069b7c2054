import type { MessagePortMain, ParentPort } from 'electron';
import type { InferencePort } from '../core/inference/port.ts';

/** Asks main for the model's process and gives the engine's end of the channel to it. */
export function modelOverPort(parent: ParentPort): Promise<InferencePort> {
  return new Promise((resolve) => {
    const hear = ({ data, ports: [port] }: Electron.MessageEvent) => {
      if (data?.kind !== 'inference' || !port) return;
      parent.off('message', hear);
      resolve(inferencePort(port, () => parent.postMessage({ kind: 'end-inference' })));
    };
    parent.on('message', hear);
    parent.postMessage({ kind: 'want-inference' });
  });
}

function inferencePort(port: MessagePortMain, end: () => void): InferencePort {
  port.start();
  return {
    postMessage: (message) => port.postMessage(message),
    on(event: 'message' | 'close', listener: ((message: unknown) => void) & ((how: string) => void)) {
      if (event === 'message') port.on('message', ({ data }) => listener(data));
      else port.on('close', () => listener('its process ended'));
    },
    // A model in the middle of a run does not hear its port close: main ends the process.
    close: () => {
      port.close();
      end();
    },
  };
}

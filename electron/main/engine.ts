import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';

export interface EngineEntries {
  readonly engine: string;
  readonly inference: string;
}

/** The engine's process and, when it asks for one, the model's. Main hands out ports and sees no data. */
export interface EngineSupervisor {
  /** A new port to the running engine; starts the engine where none runs. */
  connect(): MessagePortMain;
  stop(): void;
}

/**
 * Keeps the engine alive. When its process ends, every port to it closes, so the window's running jobs fail with
 * `engine_lost`; `onLost` then connects the window to the next engine, which reopens the study from its journal.
 */
export function superviseEngine(entries: EngineEntries, onLost: () => void): EngineSupervisor {
  let engine: UtilityProcess | null = null;
  let model: UtilityProcess | null = null;
  let stopped = false;

  /** The engine asked for the model: a fresh process for it, with a channel between the two that main does not hold. */
  function startInference(asking: UtilityProcess): void {
    model?.kill();
    const started = utilityProcess.fork(entries.inference, [], { serviceName: 'Stillroom model', stdio: 'ignore' });
    const { port1, port2 } = new MessageChannelMain();
    model = started;
    started.postMessage({ kind: 'serve' }, [port1]);
    asking.postMessage({ kind: 'inference' }, [port2]);
    asking.once('exit', () => started.kill());
  }

  function start(): UtilityProcess {
    const started = utilityProcess.fork(entries.engine, [], { serviceName: 'Stillroom engine', stdio: 'inherit' });
    started.on('message', (message: { kind?: unknown }) => {
      if (message.kind === 'want-inference') startInference(started);
      if (message.kind === 'end-inference') model?.kill();
    });
    started.once('exit', () => {
      if (engine !== started) return;
      engine = null;
      if (!stopped) onLost();
    });
    return started;
  }

  return {
    connect() {
      engine ??= start();
      const { port1, port2 } = new MessageChannelMain();
      engine.postMessage({ kind: 'serve' }, [port1]);
      return port2;
    },
    stop() {
      stopped = true;
      engine?.kill();
      engine = null;
    },
  };
}

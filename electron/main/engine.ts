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

const fewMs = 10_000;
const tooMany = 3;

/** Whether an engine that died at these times (ms) dies too often to be started again: three times in ten seconds. */
export function diesTooOften(deaths: readonly number[], now: number): boolean {
  return deaths.filter((at) => now - at < fewMs).length >= tooMany;
}

export interface EngineEvents {
  /** The engine died and may be connected to again. */
  onLost(): void;
  /** It dies at once, again and again: something is missing or broken, and starting it again would not help. */
  onHopeless(): void;
}

/**
 * Keeps the engine alive. When its process ends, every port to it closes, so the window's running jobs fail with
 * `engine_lost`; `onLost` then connects the window to the next engine, which reopens the study from its journal.
 */
export function superviseEngine(entries: EngineEntries, { onLost, onHopeless }: EngineEvents): EngineSupervisor {
  const deaths: number[] = [];
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
      if (stopped) return;
      deaths.push(Date.now());
      if (diesTooOften(deaths, Date.now())) onHopeless();
      else onLost();
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

import { type InferencePort, type Reply, reply } from './port.ts';

/** At most one process of the model: started when wanted, dropped when idle or told to. */
export interface ProcessSlot {
  /** The running process, started if there is none. */
  open(): Promise<InferencePort>;
  /** The running process, or none; never starts one. */
  running(): Promise<InferencePort> | undefined;
  /** Ends the process. */
  drop(): Promise<void>;
  /** Ends the process after a while, unless it is opened before. */
  rest(): void;
}

export interface SlotEvents {
  readonly onReply: (said: Reply) => void;
  /** The process ended by itself. */
  readonly onLost: (how: string) => void;
}

export function createProcessSlot(
  start: () => Promise<InferencePort>,
  idleMs: number,
  { onReply, onLost }: SlotEvents,
): ProcessSlot {
  let held: Promise<InferencePort> | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;

  async function begin(): Promise<InferencePort> {
    const port = await start();
    port.on('message', (message) => onReply(reply.parse(message)));
    port.on('close', async (how) => {
      if ((await held) !== port) return;
      held = undefined;
      onLost(how);
    });
    return port;
  }

  const slot: ProcessSlot = {
    async open() {
      clearTimeout(idle);
      held ??= begin();
      try {
        return await held;
      } catch (error) {
        held = undefined;
        throw error;
      }
    },
    running: () => held,
    async drop() {
      clearTimeout(idle);
      const dropped = held;
      held = undefined;
      (await dropped?.catch(() => undefined))?.close();
    },
    rest() {
      clearTimeout(idle);
      idle = setTimeout(() => void slot.drop(), idleMs);
      idle.unref?.();
    },
  };
  return slot;
}

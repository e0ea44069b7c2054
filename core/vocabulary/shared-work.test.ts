import { describe, expect, it } from 'vitest';
import type { JobContext } from '../../contract/context.ts';
import { shareWork } from './shared-work.ts';

const waiter = () => {
  const abort = new AbortController();
  const seen: string[] = [];
  return {
    abort,
    seen,
    context: { signal: abort.signal, progress: ({ stage }: { stage: string }) => seen.push(stage) },
  };
};

/** Work that ends when it is told to, or is cancelled. */
function work() {
  let finish: (value: number) => void = () => {};
  let own: JobContext | undefined;
  const start = (context: JobContext) => {
    own = context;
    return new Promise<number>((resolve, reject) => {
      finish = resolve;
      context.signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  };
  return { start, finish: (value: number) => finish(value), own: () => own! };
}

describe('shared work', () => {
  it('is done once for all who wait, and tells each how far it is', async () => {
    const { start, finish, own } = work();
    const shared = shareWork(start, 0);
    const [a, b] = [waiter(), waiter()];
    const both = Promise.all([shared.wait(a.context), shared.wait(b.context)]);
    own().progress({ stage: 'half' });
    finish(7);
    expect(await both).toEqual([7, 7]);
    expect([a.seen, b.seen]).toEqual([['half'], ['half']]);
  });

  it('goes on when one is cancelled and another comes before the linger is over', async () => {
    const { start, finish, own } = work();
    const shared = shareWork(start, 20);
    const [a, b] = [waiter(), waiter()];
    const first = shared.wait(a.context);
    a.abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const second = shared.wait(b.context);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(own().signal.aborted).toBe(false);
    finish(1);
    expect(await second).toBe(1);
  });

  it('stops when nobody waits any more', async () => {
    const { start, own } = work();
    const shared = shareWork(start, 0);
    const a = waiter();
    const first = shared.wait(a.context);
    a.abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(own().signal.aborted).toBe(true);
  });

  it('gives its failure to each who waits', async () => {
    const shared = shareWork(async () => {
      throw new Error('broken');
    }, 0);
    await expect(shared.wait(waiter().context)).rejects.toThrow('broken');
  });
});

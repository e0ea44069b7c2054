import { describe, expect, it } from 'vitest';
import { type JobContext, quiet } from '../contract/index.ts';
import { createJobs } from './jobs.ts';

const untilStopped = ({ signal }: JobContext) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('interrupted'))));

describe('the jobs of a study', () => {
  it('are cancelled and waited for, however they end', async () => {
    const jobs = createJobs();
    const ended: string[] = [];
    const failing = jobs.run(quiet, untilStopped).catch((error) => {
      ended.push('failing');
      return error;
    });
    const finishing = jobs.run(quiet, async (context) => {
      await untilStopped(context).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
      ended.push('finishing');
      return 'kept';
    });
    await jobs.stop();
    expect(ended).toEqual(['failing', 'finishing']);
    expect(await failing).toMatchObject({ name: 'Failure', code: 'cancelled' });
    expect(await finishing).toBe('kept');
    await expect(jobs.run(quiet, () => 1)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('still stop at the signal of their own caller, with its own error', async () => {
    const jobs = createJobs();
    const caller = new AbortController();
    const running = jobs.run({ ...quiet, signal: caller.signal }, untilStopped);
    caller.abort();
    await expect(running).rejects.toThrow('interrupted');
    await expect(jobs.run({ ...quiet, signal: caller.signal }, ({ signal }) => signal.aborted)).resolves.toBe(true);
  });
});

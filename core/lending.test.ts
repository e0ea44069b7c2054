import { describe, expect, it } from 'vitest';
import { createLending } from './lending.ts';

function thing() {
  const made = {
    closed: false,
    close() {
      made.closed = true;
    },
  };
  return made;
}

describe('what is lent', () => {
  it('is made once, and closed only when the last user is done', async () => {
    const lending = createLending<ReturnType<typeof thing>>();
    let made = 0;
    const make = async () => {
      made++;
      return thing();
    };
    let finish: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const users = [1, 2].map(() =>
      lending.use('a', make, async (a) => {
        await held;
        return a.closed;
      }),
    );
    const retired = lending.retire('a');
    const next = await lending.use('a', make, async (a) => a);
    expect(made).toBe(2);
    expect(next.closed).toBe(false);
    finish();
    expect(await Promise.all(users)).toEqual([false, false]);
    await retired;
    await lending.retireAll();
    expect(next.closed).toBe(true);
  });

  it('that could not be made is made again, and retiring it rejects for nobody', async () => {
    const lending = createLending<ReturnType<typeof thing>>();
    const failing = lending.use(
      'a',
      () => Promise.reject(new Error('no room')),
      async () => 1,
    );
    const retired = lending.retire('a');
    await expect(failing).rejects.toThrow('no room');
    await retired;
    await expect(
      lending.use(
        'a',
        async () => thing(),
        async () => 2,
      ),
    ).resolves.toBe(2);
    await lending.retireAll();
  });
});

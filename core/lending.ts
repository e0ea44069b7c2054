import { Failure } from '../contract/index.ts';

interface Loan<T> {
  readonly made: Promise<T>;
  users: number;
  retired: boolean;
  readonly whenClosed: (() => void)[];
}

/** Things dear to open: made once, used by many at a time, and closed once retired and used by nobody. */
export interface Lending<T> {
  /** Runs `work` with what is kept under `key`; makes it where there is none, and again after a failure. */
  use<R>(key: string, make: () => Promise<T>, work: (thing: T) => Promise<R>): Promise<R>;
  /** The next use makes a new one. Resolves when the old one is closed; never rejects. */
  retire(key: string): Promise<void>;
  retireAll(): Promise<void>;
}

/** @see Lending. What fails to close is told as a process warning: whoever used it has long gone on. */
export function createLending<T extends { close(): void }>(): Lending<T> {
  const kept = new Map<string, Loan<T>>();

  function begin(key: string, make: () => Promise<T>): Loan<T> {
    const loan: Loan<T> = { made: make(), users: 0, retired: false, whenClosed: [] };
    kept.set(key, loan);
    // Each user is told of the failure itself.
    loan.made.catch(() => {
      if (kept.get(key) === loan) kept.delete(key);
    });
    return loan;
  }

  async function closeWhenIdle({ made, users, retired, whenClosed }: Loan<T>): Promise<void> {
    if (!retired || users > 0) return;
    const [thing] = await Promise.allSettled([made]);
    try {
      if (thing.status === 'fulfilled') thing.value.close();
    } catch (error) {
      process.emitWarning(Failure.from(error).message);
    }
    for (const told of whenClosed.splice(0)) told();
  }

  function retire(key: string): Promise<void> {
    const loan = kept.get(key);
    if (!loan) return Promise.resolve();
    kept.delete(key);
    loan.retired = true;
    const closed = new Promise<void>((resolve) => loan.whenClosed.push(resolve));
    void closeWhenIdle(loan);
    return closed;
  }

  return {
    async use(key, make, work) {
      const loan = kept.get(key) ?? begin(key, make);
      loan.users++;
      try {
        return await work(await loan.made);
      } finally {
        loan.users--;
        void closeWhenIdle(loan);
      }
    },
    retire,
    async retireAll() {
      await Promise.all([...kept.keys()].map(retire));
    },
  };
}

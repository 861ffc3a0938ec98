/** Runs pieces of work one after the other, in the order they were handed in, whatever becomes of each. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One connection holds one transaction at a time. Transactions here may await, so everything that writes on the
 * connection passes through here.
 */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work, work);
    last = run.catch(() => undefined);
    return run;
  };
}

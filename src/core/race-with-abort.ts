/**
 * The result, unless the signal is aborted first: for work that does not notice an abort in all that it does.
 * @throws the signal's reason, when aborted; else what the work throws
 */
export function raceWithAbort<T>(signal: AbortSignal, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    // It may have been aborted on the way here already.
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const settled = result.finally(() => signal.removeEventListener('abort', abort));
    settled.then(resolve, reject);
  });
}

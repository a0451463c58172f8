/** Where a failure goes that nothing waits for: to the user and the log. */
export type Report = (error: unknown) => void;

/**
 * Starts work that nothing waits for, and reports what it throws, at once or later: an unhandled rejection is seen by
 * no user. The only way to leave a promise alone; the linter refuses `void`.
 */
export function inBackground(work: () => unknown, report: Report): void {
  const run = async (): Promise<void> => {
    await work();
  };
  run().catch(report);
}

import type { Notifier } from './notify';

/**
 * Runs a task behind a progress notification.
 * @returns the result of the task; `undefined` if the user cancelled it, whatever it throws then
 */
export async function runCancellable<T>(
  notifier: Pick<Notifier, 'progress'>,
  title: string,
  task: (cancelled: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined;
  await notifier.progress(title, async (_report, cancelled) => {
    try {
      result = await task(cancelled);
    } catch (error) {
      if (!cancelled.aborted) throw error;
    }
  });
  return result;
}

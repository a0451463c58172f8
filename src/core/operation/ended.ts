import type { OperationView } from './view';

/** Whether there is nothing more to come of it, and nothing for the user to do. */
export function hasEnded({ kind }: OperationView['state']): boolean {
  return kind === 'succeeded' || kind === 'deleted' || kind === 'dismissed';
}

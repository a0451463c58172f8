import type { Operation } from './operation';

/**
 * What an operation like this one took on this machine: the median of those that succeeded at the first attempt. Nodes
 * of one kind take other times than those of another.
 * @returns milliseconds; `undefined` where there was none
 */
export function usualDuration(ended: readonly Operation[], like: Operation): number | undefined {
  const durations = ended
    .filter((operation) => isLike(operation, like) && operation.attempt === 1)
    .flatMap(({ outcome, startedAt }) =>
      outcome?.kind === 'succeeded' || outcome?.kind === 'deleted' ? [outcome.endedAt - startedAt] : [],
    )
    .toSorted((a, b) => a - b);
  const [low, high] = [durations[(durations.length - 1) >> 1], durations[durations.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function isLike(operation: Operation, like: Operation): boolean {
  if (operation.kind === 'delete' || like.kind === 'delete') return operation.kind === like.kind;
  return operation.spec.compute.kind === like.spec.compute.kind;
}

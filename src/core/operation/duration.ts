import * as l10n from '@vscode/l10n';
import { durationText } from '../duration-text';
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

/** How long an operation has taken, in milliseconds, beside what such operations usually take on this machine. */
export function elapsedText(
  { elapsedMs, isOverdue }: { readonly elapsedMs: number; readonly isOverdue: boolean },
  usualMs: number | undefined,
): string {
  const elapsed = durationText(elapsedMs);
  if (isOverdue) return l10n.t('{0}, taking longer than usual', elapsed);
  return usualMs === undefined ? elapsed : l10n.t('{0}, usually {1}', elapsed, durationText(usualMs));
}

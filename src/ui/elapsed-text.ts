import * as l10n from '@vscode/l10n';
import type { OperationState } from '../core/operation/view';

const MINUTE_MS = 60_000;

/** How long an operation has taken, beside what such usually take on this machine. */
export function elapsedText(
  { elapsedMs, isOverdue }: Extract<OperationState, { kind: 'running' }>,
  usualMs: number | undefined,
): string {
  const elapsed = durationText(elapsedMs);
  if (isOverdue) return l10n.t('{0}, taking longer than usual', elapsed);
  return usualMs === undefined ? elapsed : l10n.t('{0}, usually {1}', elapsed, durationText(usualMs));
}

/** In the unit that matters. @param ms milliseconds */
export function durationText(ms: number): string {
  return ms < MINUTE_MS
    ? l10n.t('{0} s', Math.max(0, Math.round(ms / 1000)))
    : l10n.t('{0} min', Math.round(ms / MINUTE_MS));
}

import * as l10n from '@vscode/l10n';
import { durationText } from '../duration-text';

/** How long an operation has taken, in milliseconds, beside what such operations usually take on this machine. */
export function elapsedText(
  { elapsedMs, isOverdue }: { readonly elapsedMs: number; readonly isOverdue: boolean },
  usualMs: number | undefined,
): string {
  const elapsed = durationText(elapsedMs);
  if (isOverdue) return l10n.t('{0}, taking longer than usual', elapsed);
  return usualMs === undefined ? elapsed : l10n.t('{0}, usually {1}', elapsed, durationText(usualMs));
}

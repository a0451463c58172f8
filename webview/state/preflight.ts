import * as l10n from '@vscode/l10n';
import { failedChecks, type CheckId, type CheckRow } from '../../src/core/preflight/check';
import type { FormState } from './state';
import { announce, update, focus, sequence, withState, noop, type Transition } from './transition';

/** Failed checks that the user has not accepted with *Create anyway*. */
export function blockingChecks({ checks, acceptedChecks }: FormState): readonly CheckId[] {
  return failedChecks(checks).filter((id) => !acceptedChecks.includes(id));
}

/** Shows the checks, and announces the result when the last one has ended. A check that no longer fails needs no consent. */
export function checksChanged(checks: readonly CheckRow[]): Transition {
  return withState((state) => {
    const { kind } = state.requests.authenticate;
    // Checks start before the form knows that it is authenticated; late results of an earlier session are dropped.
    if (kind !== 'loading' && kind !== 'loaded') return noop;
    const failed = failedChecks(checks);
    const hasEnded = isRunning(state.checks) && !isRunning(checks);
    return sequence(
      update({
        checks,
        acceptedChecks: state.acceptedChecks.filter((id) => failed.includes(id) || isAskedAgain(checks, id)),
      }),
      hasEnded ? announceOutcome : noop,
    );
  });
}

/** *Create anyway*, for the checks that fail now. */
export function acceptFailures(anyway: 'yes' | 'no'): Transition {
  return withState(({ checks }) => update({ acceptedChecks: anyway === 'yes' ? failedChecks(checks) : [] }));
}

/** There is no session to check with. */
export const resetChecks: Transition = update({ checks: [], acceptedChecks: [] });

/** *Create* leads to the failed checks. */
export const goToChecks: Transition = withState(({ checks }) =>
  sequence(
    focus('preflight'),
    announce(
      l10n.t(
        'Pre-flight checks failed: {0}. Fix them, or select Create anyway.',
        titles(checks, failedChecks(checks)),
      ),
    ),
  ),
);

const announceOutcome: Transition = withState(({ checks }) => {
  if (checks.some(({ state }) => state.kind === 'waiting')) return noop;
  const failed = failedChecks(checks);
  return announce(
    failed.length > 0
      ? l10n.t('Pre-flight checks failed: {0}.', titles(checks, failed))
      : l10n.t('Pre-flight checks passed.'),
  );
});

function isRunning(checks: readonly CheckRow[]): boolean {
  return checks.some(({ state }) => state.kind === 'running');
}

function isAskedAgain(checks: readonly CheckRow[], id: CheckId): boolean {
  return checks.some((check) => check.id === id && check.state.kind === 'running');
}

function titles(checks: readonly CheckRow[], ids: readonly CheckId[]): string {
  return checks
    .filter(({ id }) => ids.includes(id))
    .map(({ title }) => title)
    .join(', ');
}

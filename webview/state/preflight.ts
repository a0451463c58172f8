import * as l10n from '@vscode/l10n';
import { failedChecks, type CheckId, type CheckRow } from '../../src/core/preflight/check';
import type { FormState } from './state';
import { announce, update, focus, sequence, withState, noop, type Transition } from './transition';

/** Red checks in spite of which the user has not said *create anyway*. */
export function blockingChecks({ checks, acceptedChecks }: FormState): readonly CheckId[] {
  return failedChecks(checks).filter((id) => !acceptedChecks.includes(id));
}

/** The host has news; it is said once, when the last check has ended. Consent ends with what it was given for. */
export function checksChanged(checks: readonly CheckRow[]): Transition {
  return withState((state) => {
    const { kind } = state.requests.authenticate;
    // The checks begin before the form is told that it is authenticated; a late word of a former session is dropped.
    if (kind !== 'loading' && kind !== 'loaded') return noop;
    const red = failedChecks(checks);
    const hasEnded = isRunning(state.checks) && !isRunning(checks);
    return sequence(
      update({
        checks,
        acceptedChecks: state.acceptedChecks.filter((id) => red.includes(id) || isAskedAgain(checks, id)),
      }),
      hasEnded ? announceOutcome : noop,
    );
  });
}

/** *Create anyway*, for what is red now. */
export function acceptFailures(anyway: 'yes' | 'no'): Transition {
  return withState(({ checks }) => update({ acceptedChecks: anyway === 'yes' ? failedChecks(checks) : [] }));
}

/** There is no session to check with. */
export const resetChecks: Transition = update({ checks: [], acceptedChecks: [] });

/** *Create* leads to what is red. */
export const goToChecks: Transition = withState(({ checks }) =>
  sequence(
    focus('preflight'),
    announce(
      l10n.t(
        'Pre-flight is red: {0}. Do what it says, or tick Create anyway.',
        titles(checks, failedChecks(checks)),
      ),
    ),
  ),
);

const announceOutcome: Transition = withState(({ checks }) => {
  if (checks.some(({ state }) => state.kind === 'waiting')) return noop;
  const red = failedChecks(checks);
  return announce(
    red.length > 0
      ? l10n.t('Pre-flight is red: {0}.', titles(checks, red))
      : l10n.t('Pre-flight found nothing that makes creating fail.'),
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

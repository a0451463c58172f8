import * as l10n from '@vscode/l10n';
import { redChecks, type CheckId, type CheckRow } from '../../src/core/preflight/check';
import type { FormState } from './state';
import { announce, change, focus, inOrder, look, stay, type Move } from './step';

/** Red checks in spite of which the user has not said *create anyway*. */
export function blocking({ checks, despite }: FormState): readonly CheckId[] {
  return redChecks(checks).filter((id) => !despite.includes(id));
}

/** The host has news; it is said once, when the last check has ended. Consent ends with what it was given for. */
export function followChecks(checks: readonly CheckRow[]): Move {
  return look((state) => {
    const { kind } = state.remotes.authenticate;
    // The checks begin before the form is told that it is authenticated; a late word of a former session is dropped.
    if (kind !== 'loading' && kind !== 'loaded') return stay;
    const red = redChecks(checks);
    const hasEnded = isRunning(state.checks) && !isRunning(checks);
    return inOrder(
      change({ checks, despite: state.despite.filter((id) => red.includes(id) || isAskedAgain(checks, id)) }),
      hasEnded ? announceOutcome : stay,
    );
  });
}

/** *Create anyway*, for what is red now. */
export function createAnyway(anyway: 'yes' | 'no'): Move {
  return look(({ checks }) => change({ despite: anyway === 'yes' ? redChecks(checks) : [] }));
}

/** There is no session to check with. */
export const forgetChecks: Move = change({ checks: [], despite: [] });

/** *Create* leads to what is red. */
export const leadToPreflight: Move = look(({ checks }) =>
  inOrder(
    focus('preflight'),
    announce(
      l10n.t(
        'Pre-flight is red: {0}. Do what it says, or tick Create anyway.',
        titles(checks, redChecks(checks)),
      ),
    ),
  ),
);

const announceOutcome: Move = look(({ checks }) => {
  if (checks.some(({ state }) => state.kind === 'waiting')) return stay;
  const red = redChecks(checks);
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

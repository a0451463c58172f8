import * as l10n from '@vscode/l10n';
import {
  targetName,
  type EnvironmentTarget,
  type TargetContents,
} from '../../core/environments/environment-target';
import { environmentError } from '../../core/environments/errors';
import type { Notifier } from '../notify';
import { runCancellable } from '../run-cancellable';
import type { EnvironmentTargets, FollowedTarget } from './environment-targets';

/** An environment, or a part of it, that a command acts on, with what is in it by now. */
export interface Entered {
  readonly target: EnvironmentTarget;
  readonly contents: TargetContents;
  /** Dispose of it when it is not needed any more. */
  readonly followed: FollowedTarget;
}

interface EnterDeps {
  readonly targets: Pick<EnvironmentTargets, 'follow'>;
  readonly notifier: Pick<Notifier, 'progress'>;
}

/**
 * Looks what is in a target, and keeps it up to date.
 * @param changed told after each change
 * @returns `undefined` when the user has cancelled
 * @throws UserError where it is gone, or the cluster cannot be asked
 */
export async function enterTarget(
  { targets, notifier }: EnterDeps,
  target: EnvironmentTarget,
  changed: () => void = () => undefined,
): Promise<Entered | undefined> {
  const followed = targets.follow(target, changed);
  try {
    const found = await load(target, followed, notifier);
    if (found?.contents) return { target, contents: found.contents, followed };
    if (found) throw environmentError('environment-gone', { name: targetName(target) });
    followed.dispose();
    return undefined;
  } catch (error) {
    followed.dispose();
    throw error;
  }
}

async function load(target: EnvironmentTarget, followed: FollowedTarget, notifier: EnterDeps['notifier']) {
  if (followed.isLoaded) return { contents: await followed.loaded(new AbortController().signal) };
  return runCancellable(notifier, l10n.t('Looking for {0}', targetName(target)), async (cancelled) => ({
    contents: await followed.loaded(cancelled),
  }));
}

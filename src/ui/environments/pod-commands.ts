import type { StartForwarder } from '../../core/environments/streams/forwarder';
import type { AnswersAt } from '../../core/environments/streams/reachable-address';
import type { Clock } from '../../core/ports/clock';
import type { Handlers } from '../commands/commands';
import type { PodContextKey } from '../commands/context-key';
import { once } from '../lazy';
import type { Log } from '../log';
import type { Notifier } from '../notify';
import type { EnvironmentTargets } from './environment-targets';
import type { PodAccessDeps } from './pod-access';

export interface PodCommandDeps extends Omit<PodAccessDeps, 'targets'> {
  readonly targets: () => Promise<EnvironmentTargets>;
  readonly startForwarder: () => Promise<StartForwarder>;
  readonly answersAt: () => Promise<AnswersAt>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info'>;
  readonly notifier: Notifier;
  readonly setContext: (key: PodContextKey, value: boolean) => void;
  /** What is disposed of with the window. */
  readonly own: (disposable: { dispose(): void }) => void;
}

/** Commands that go into the pods of an environment. Each part is loaded when a command needs it. */
export function podCommands(deps: PodCommandDeps) {
  const { clock, log, notifier, own, setContext } = deps;
  const access = once(async () => {
    const { PodAccess } = await import('./pod-access');
    return new PodAccess({ ...deps, targets: await deps.targets() });
  });
  const logs = once(async () => {
    const { Logs } = await import('./logs');
    const changed = (isFollowing: boolean) => setContext('eks.hasFollowedLogs', isFollowing);
    const made = new Logs({ access: await access(), clock, notifier, changed });
    own(made);
    return made;
  });
  const shells = once(async () => {
    const { Shells } = await import('./shells');
    const made = new Shells({ access: await access(), clock, notifier });
    own(made);
    return made;
  });
  const forwards = once(async () => {
    const { Forwards } = await import('./forwards');
    const made = new Forwards({ ...deps, access: await access(), log: (line) => log.info(line) });
    made.onDidChange((all) => setContext('eks.hasForwards', all.length > 0));
    own(made);
    return made;
  });
  const ways = once(async () => {
    const { WaysIn } = await import('./ways-in');
    return new WaysIn({ ...deps, access: await access(), forwards: await forwards() });
  });
  return {
    'eks.openEnvironment': async (row?: unknown) => (await ways()).open(row),
    'eks.copyEnvironmentUrl': async (row?: unknown) => (await ways()).copyUrl(row),
    'eks.followLogs': async (row?: unknown) => (await logs()).follow(row),
    'eks.previousLogs': async (row?: unknown) => (await logs()).previous(row),
    'eks.stopLogs': async () => (await logs()).stop(),
    'eks.openShell': async (row?: unknown) => (await shells()).open(row),
    'eks.debugPod': async (row?: unknown) => (await shells()).debug(row),
    'eks.forwardPort': async (row?: unknown) => (await ways()).forward(row),
    'eks.stopForward': async (row?: unknown) => (await forwards()).stop(row),
  } satisfies Partial<Handlers>;
}

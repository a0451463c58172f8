import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import { logLines } from '../../core/environments/log-lines';
import { referenceTo, restartedContainers } from '../../core/environments/streams/containers';
import { streamError } from '../../core/environments/streams/errors';
import { LogFollower } from '../../core/environments/streams/log-follower';
import { displayText, logText, MAX_LENGTH } from '../../core/foreign/shown-text';
import type { Clock } from '../../core/ports/clock';
import type { Notifier } from '../notify';
import { chooseFrom } from '../quick-input';
import { LogChannel } from './log-channel';
import { targetName, type PodAccess } from './pod-access';

const PREVIOUS_LINES = 1_000;

export interface LogsDeps {
  readonly access: PodAccess;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Told whether any logs are followed. */
  readonly changed: (isFollowing: boolean) => void;
}

/** *Logs*, *Logs of the Previous Container* and *Stop Following Logs*: one output channel for each target. */
export class Logs implements vscode.Disposable {
  private readonly channels = new Map<string, LogChannel>();
  private readonly following = new Map<string, AbortController>();

  constructor(private readonly deps: LogsDeps) {}

  async follow(argument: unknown): Promise<void> {
    const title = l10n.t('Which logs do you want to follow?');
    const target = await this.deps.access.pick(argument, ['environment', 'app', 'pod'], title);
    if (!target) return;
    const name = targetName(target);
    if (this.following.has(name)) this.channelOf(name).show();
    else await this.begin(target, name);
  }

  async previous(argument: unknown): Promise<void> {
    const { access } = this.deps;
    const title = l10n.t('Which container’s previous log do you want to see?');
    const target = await access.pick(argument, ['environment', 'app', 'pod'], title);
    const entered = target && (await access.enter(target));
    if (!entered) return;
    entered.followed.dispose();
    const choices = restartedContainers(entered.contents.pods);
    const name = targetName(entered.target);
    if (choices.length === 0) throw streamError('no-restarted-container', { environment: name });
    const choice = await access.chooseContainer(choices, entered.target, title);
    if (!choice) return;
    const { signal } = new AbortController();
    const streams = await access.streamsOf(entered.target, signal);
    const options = { previous: true, tailLines: PREVIOUS_LINES } as const;
    const bytes = await streams.log(referenceTo(choice, entered.target.namespace), options, signal);
    const container = displayText(`${choice.pod.name}/${choice.container.name}`, MAX_LENGTH.line);
    const channel = this.channelOf(l10n.t('{0} (previous)', name));
    channel.clear();
    channel.show();
    channel.note(endText(container, choice.container.last?.exitCode));
    for await (const lines of logLines(bytes)) channel.lines(lines.map(logText));
  }

  /** Of what is followed: the only one, or the one that the user chooses. */
  async stop(): Promise<void> {
    const names = [...this.following.keys()];
    if (names.length === 0) throw streamError('no-followed-logs');
    const items = names.map((label) => ({ label }));
    const title = l10n.t('Which logs should no longer be followed?');
    const name = names.length === 1 ? names[0] : (await chooseFrom(items, { title }))?.label;
    if (name !== undefined) this.following.get(name)?.abort();
  }

  dispose(): void {
    for (const stop of this.following.values()) stop.abort();
    for (const channel of this.channels.values()) channel.dispose();
  }

  private async begin(target: EnvironmentTarget, name: string): Promise<void> {
    const { access, clock, notifier } = this.deps;
    const stop = new AbortController();
    let update: () => void = () => undefined;
    const entered = await access.enter(target, () => update());
    if (!entered) return;
    const { followed } = entered;
    try {
      const streams = await access.streamsOf(target, stop.signal);
      const sink = this.channelOf(name);
      sink.clear();
      sink.show();
      const report = (error: unknown) => notifier.failure(error);
      const follower = new LogFollower({ streams, clock, sink, report }, target.namespace, stop.signal);
      update = () => followed.isLoaded && follower.update(followed.contents?.pods ?? []);
    } catch (error) {
      followed.dispose();
      throw error;
    }
    this.following.set(name, stop);
    this.deps.changed(true);
    stop.signal.addEventListener('abort', () => this.ended(name, followed), { once: true });
    update();
  }

  private ended(name: string, followed: { dispose(): void }): void {
    followed.dispose();
    this.following.delete(name);
    this.channels.get(name)?.note(l10n.t('Logs are no longer followed.'));
    this.deps.changed(this.following.size > 0);
  }

  private channelOf(name: string): LogChannel {
    const known = this.channels.get(name);
    if (known) return known;
    // Its language colors times and levels, and has no links.
    const made = new LogChannel(vscode.window.createOutputChannel(displayText(name, MAX_LENGTH.name), 'log'));
    this.channels.set(name, made);
    return made;
  }
}

function endText(container: string, exitCode: number | undefined): string {
  return exitCode === undefined
    ? l10n.t('The previous container of {0}:', container)
    : l10n.t('The previous container of {0}, which ended with exit code {1}:', container, exitCode);
}

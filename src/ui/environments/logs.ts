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
import { targetKey, titleOf, type PodAccess } from './pod-access';

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
  private readonly following = new Map<string, { readonly name: string; readonly stop: AbortController }>();

  constructor(private readonly deps: LogsDeps) {}

  async follow(argument: unknown): Promise<void> {
    const title = l10n.t('Which logs do you want to follow?');
    const target = await this.deps.access.pick(argument, ['environment', 'app', 'pod'], title);
    if (!target) return;
    const key = targetKey(target);
    if (this.following.has(key)) this.channelOf(key, titleOf(target)).show();
    else await this.begin(target, key);
  }

  async previous(argument: unknown): Promise<void> {
    const { access } = this.deps;
    const title = l10n.t('Which container’s previous log do you want to see?');
    const target = await access.pick(argument, ['environment', 'app', 'pod'], title);
    const entered = target && (await access.enter(target));
    if (!entered) return;
    entered.followed.dispose();
    const choices = restartedContainers(entered.contents.pods);
    const name = titleOf(entered.target);
    if (choices.length === 0) throw streamError('no-restarted-container', { environment: name });
    const choice = await access.chooseContainer(choices, entered.target, title);
    if (!choice) return;
    const { signal } = new AbortController();
    const streams = await access.streamsOf(entered.target, signal);
    const options = { previous: true, tailLines: PREVIOUS_LINES } as const;
    const bytes = await streams.log(referenceTo(choice, entered.target.namespace), options, signal);
    const container = displayText(`${choice.pod.name}/${choice.container.name}`, MAX_LENGTH.line);
    const channel = this.channelOf(`${targetKey(entered.target)} previous`, l10n.t('{0} (previous)', name));
    channel.clear();
    channel.show();
    channel.note(endText(container, choice.container.last?.exitCode));
    for await (const lines of logLines(bytes)) channel.lines(lines.map(logText));
  }

  /** Of what is followed: the only one, or the one that the user chooses. */
  async stop(): Promise<void> {
    const items = [...this.following.values()].map(({ name, stop }) => ({ label: name, stop }));
    const [first, ...others] = items;
    if (!first) throw streamError('no-followed-logs');
    const title = l10n.t('Which logs should no longer be followed?');
    const chosen = others.length === 0 ? first : await chooseFrom(items, { title });
    chosen?.stop.abort();
  }

  dispose(): void {
    for (const { stop } of [...this.following.values()]) stop.abort();
    for (const channel of this.channels.values()) channel.dispose();
  }

  private async begin(target: EnvironmentTarget, key: string): Promise<void> {
    const { access, clock, notifier } = this.deps;
    const stop = new AbortController();
    let update: () => void = () => undefined;
    const entered = await access.enter(target, () => update());
    if (!entered) return;
    const { followed } = entered;
    try {
      const streams = await access.streamsOf(target, stop.signal);
      const sink = this.channelOf(key, titleOf(target));
      sink.clear();
      sink.show();
      const report = (error: unknown) => notifier.failure(error);
      const follower = new LogFollower({ streams, clock, sink, report }, target.namespace, stop.signal);
      update = () => followed.isLoaded && follower.update(followed.contents?.pods ?? []);
    } catch (error) {
      followed.dispose();
      throw error;
    }
    this.following.set(key, { name: titleOf(target), stop });
    this.deps.changed(true);
    stop.signal.addEventListener('abort', () => this.ended(key, followed), { once: true });
    update();
  }

  private ended(key: string, followed: { dispose(): void }): void {
    followed.dispose();
    this.following.delete(key);
    this.channels.get(key)?.note(l10n.t('Logs are no longer followed.'));
    this.deps.changed(this.following.size > 0);
  }

  private channelOf(key: string, name: string): LogChannel {
    const known = this.channels.get(key);
    if (known) return known;
    // Its language colors times and levels, and has no links.
    const made = new LogChannel(vscode.window.createOutputChannel(displayText(name, MAX_LENGTH.name), 'log'));
    this.channels.set(key, made);
    return made;
  }
}

function endText(container: string, exitCode: number | undefined): string {
  return exitCode === undefined
    ? l10n.t('The previous container of {0}:', container)
    : l10n.t('The previous container of {0}, which ended with exit code {1}:', container, exitCode);
}

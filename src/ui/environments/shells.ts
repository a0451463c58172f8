import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import {
  notRunningReason,
  referenceTo,
  runningContainers,
  type ContainerChoice,
} from '../../core/environments/streams/containers';
import {
  DEBUG_IMAGE,
  imageProblem,
  waitForDebugContainer,
} from '../../core/environments/streams/debug-container';
import { streamError } from '../../core/environments/streams/errors';
import type { ProcessEnd } from '../../core/environments/streams/terminal-session';
import { displayText, MAX_LENGTH } from '../../core/foreign/shown-text';
import type { Clock } from '../../core/ports/clock';
import type { Notifier } from '../notify';
import { typeText } from '../quick-input';
import { titleOf, type PodAccess } from './pod-access';
import { SessionTerminal, type Ending, type RunSession } from './session-terminal';

export interface ShellsDeps {
  readonly access: PodAccess;
  readonly clock: Clock;
  readonly notifier: Notifier;
}

/** A running container that the user chose, and where it is. */
interface Place {
  readonly target: EnvironmentTarget;
  readonly choice: ContainerChoice;
}

/** *Shell* and *Debug with an Ephemeral Container…*: terminals in running containers. */
export class Shells implements vscode.Disposable {
  private readonly terminals = new Set<vscode.Terminal>();
  private readonly closing = vscode.window.onDidCloseTerminal((terminal) => this.terminals.delete(terminal));

  constructor(private readonly deps: ShellsDeps) {}

  async open(argument: unknown): Promise<void> {
    const place = await this.choose(argument, l10n.t('In which container do you want to open a shell?'));
    if (!place) return;
    const { access } = this.deps;
    const { target, choice } = place;
    const container = referenceTo(choice, target.namespace);
    this.show(place, async (session, _tell, signal) => {
      const streams = await access.streamsOf(target, signal);
      const end = await session.runShell(streams, container, signal);
      if (end.kind !== 'no-shell') return this.endingOf(end, place, signal);
      if (!signal.aborted) this.offerDebugging(place);
      return { kind: 'closed' };
    });
  }

  async debug(argument: unknown): Promise<void> {
    const place = await this.choose(argument, l10n.t('Which container do you want to debug?'));
    if (place) await this.debugIn(place);
  }

  dispose(): void {
    this.closing.dispose();
    for (const terminal of this.terminals) terminal.dispose();
  }

  private async choose(argument: unknown, title: string): Promise<Place | undefined> {
    const { access } = this.deps;
    const target = await access.pick(argument, ['environment', 'app', 'pod'], title);
    const entered = target && (await access.enter(target));
    if (!entered) return undefined;
    entered.followed.dispose();
    const { pods } = entered.contents;
    const running = runningContainers(pods);
    if (running.length === 0)
      throw streamError('no-running-container', {
        environment: titleOf(entered.target),
        reason: notRunningReason(pods),
      });
    const choice = await access.chooseContainer(running, entered.target, title);
    return choice && { target: entered.target, choice };
  }

  private async debugIn(place: Place): Promise<void> {
    const { access, clock } = this.deps;
    const { target, choice } = place;
    const image = await typeText({
      title: l10n.t('Debug {0} / {1}', choice.pod.name, choice.container.name),
      prompt: l10n.t(
        'Image of the container that is added to the pod. It stays there until the pod is deleted.',
      ),
      value: DEBUG_IMAGE,
      validateInput: imageProblem,
    });
    if (image === undefined) return;
    const name = `debugger-${randomBytes(3).toString('hex')}`;
    const container = { ...referenceTo(choice, target.namespace), container: name };
    this.show(place, async (session, tell, signal) => {
      const actions = await access.actionsOf(target, signal);
      tell(l10n.t('Starting {0}…', image));
      await actions.debug(container, { name, image, target: choice.container.name }, signal);
      const api = await access.connect(target, signal);
      await waitForDebugContainer(api, container, image, clock, signal);
      tell(l10n.t('If you see no prompt, press Enter.'));
      const streams = await access.streamsOf(target, signal);
      const end = await session.run((until) => streams.attach(container, 'terminal', until), signal);
      return this.endingOf(end, place, signal);
    });
  }

  private show({ target, choice }: Place, run: RunSession): void {
    const { notifier } = this.deps;
    const name = `${titleOf({ ...target, kind: 'environment' })}: ${choice.pod.name}/${choice.container.name}`;
    const terminal = vscode.window.createTerminal({
      name: displayText(name, MAX_LENGTH.name),
      pty: new SessionTerminal(run, (error) => notifier.failure(error)),
      iconPath: new vscode.ThemeIcon('terminal'),
      isTransient: true,
    });
    this.terminals.add(terminal);
    terminal.show();
  }

  private async endingOf(end: ProcessEnd, { target, choice }: Place, signal: AbortSignal): Promise<Ending> {
    switch (end.kind) {
      case 'exited':
        return end.code === 0
          ? { kind: 'closed' }
          : { kind: 'told', sentence: l10n.t('The process exited with code {0}.', end.code) };
      case 'failed':
        return { kind: 'told', sentence: l10n.t('The process ended: {0}', end.message) };
      case 'lost':
        return { kind: 'told', sentence: await this.whyLost(target, choice, signal) };
    }
  }

  private async whyLost(
    target: EnvironmentTarget,
    { pod }: ContainerChoice,
    signal: AbortSignal,
  ): Promise<string> {
    const reference = { apiVersion: 'v1', kind: 'Pod', namespace: target.namespace, name: pod.name };
    const api = await this.deps.access.connect(target, signal);
    const found = await api.read(reference, signal);
    return found === undefined || found.metadata.deletionTimestamp !== undefined
      ? l10n.t('The pod {0} was deleted. Open a shell in another one.', pod.name)
      : l10n.t('The connection to the pod {0} was lost. Open the shell again.', pod.name);
  }

  private offerDebugging(place: Place): void {
    this.deps.notifier.failure(streamError('no-shell', { image: place.choice.container.image }), {
      title: l10n.t('Debug with an Ephemeral Container…'),
      run: () => this.debugIn(place),
    });
  }
}

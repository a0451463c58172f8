import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Emitter } from '../../core/emitter';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import {
  startAtSamePort,
  type Forwarder,
  type StartForwarder,
} from '../../core/environments/streams/forwarder';
import { streamError } from '../../core/environments/streams/errors';
import { podsWithPort, schemeOf, type PortChoice } from '../../core/environments/streams/ports';
import { ReadyPods } from '../../core/environments/streams/ready-pods';
import { toUserError } from '../../core/errors/to-user-error';
import type { Clock } from '../../core/ports/clock';
import { chooseFrom } from '../quick-input';
import { targetKey, titleOf, type PodAccess } from './pod-access';

export interface ForwardsDeps {
  readonly access: PodAccess;
  readonly startForwarder: () => Promise<StartForwarder>;
  readonly clock: Clock;
  /** Told why a connection failed, for the log: each page that is loaded makes several. */
  readonly log: (line: string) => void;
}

/** A port of this machine that leads to an environment. */
export interface Forward {
  readonly id: string;
  readonly target: EnvironmentTarget;
  readonly port: number;
  /** As it is reached from where the extension runs. */
  readonly url: string;
  /** Why its last connection failed. */
  readonly failure?: string;
}

interface Running extends Forward {
  dispose(): void;
}

/** Ports that are forwarded by this window, until they are stopped or it closes. */
export class Forwards implements vscode.Disposable {
  private readonly running = new Map<string, Running>();
  private readonly changed = new Emitter<readonly Forward[]>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: ForwardsDeps) {}

  get all(): readonly Forward[] {
    return [...this.running.values()];
  }

  /** The one that leads there already, or a new one. @returns `undefined` when the user has cancelled */
  async to(target: EnvironmentTarget, choice: PortChoice): Promise<Forward | undefined> {
    const within: EnvironmentTarget = { ...target, kind: 'app', app: choice.app };
    const id = `${targetKey(within)}:${choice.port.number}`;
    const known = this.running.get(id);
    return known ?? this.start(id, within, choice);
  }

  /** @param argument the ID of a forward; else the user chooses, where there are several */
  async stop(argument: unknown): Promise<void> {
    if (this.running.size === 0) throw streamError('no-forward');
    const known = typeof argument === 'string' ? this.running.get(argument) : undefined;
    const forward = known ?? (await this.choose());
    if (!forward) return;
    forward.dispose();
    this.running.delete(forward.id);
    this.changed.fire(this.all);
  }

  dispose(): void {
    for (const forward of this.running.values()) forward.dispose();
    this.running.clear();
  }

  private async start(
    id: string,
    target: EnvironmentTarget,
    { port }: PortChoice,
  ): Promise<Forward | undefined> {
    const { access, clock } = this.deps;
    const ended = new AbortController();
    let changed: () => void = () => undefined;
    const entered = await access.enter(target, () => changed());
    if (!entered) return undefined;
    const { followed } = entered;
    const current = {
      get pods() {
        return podsWithPort(followed.contents?.pods ?? [], port.number);
      },
    };
    const ready = new ReadyPods(current, target.namespace, clock);
    changed = () => ready.changed();
    try {
      const streams = await access.streamsOf(target, ended.signal);
      const forwarder = await startAtSamePort(await this.deps.startForwarder(), {
        streams,
        choosePod: () => ready.next(),
        port: port.number,
        failed: (error) => this.failed(id, error),
      });
      const url = `${schemeOf(port)}://localhost:${forwarder.localPort}/`;
      const dispose = () => end(forwarder, followed, ended);
      return this.add({ id, target, port: port.number, url, dispose });
    } catch (error) {
      followed.dispose();
      throw error;
    }
  }

  /** What was begun twice at the same time is kept once. */
  private add(forward: Running): Forward {
    const known = this.running.get(forward.id);
    if (known) {
      forward.dispose();
      return known;
    }
    this.running.set(forward.id, forward);
    this.changed.fire(this.all);
    return forward;
  }

  private failed(id: string, error: unknown): void {
    const { message } = toUserError(error);
    const forward = this.running.get(id);
    if (!forward) return;
    this.deps.log(`${titleOf(forward.target)}, port ${forward.port}: ${message}`);
    this.running.set(id, { ...forward, failure: message });
    this.changed.fire(this.all);
  }

  private async choose(): Promise<Running | undefined> {
    const [first, ...others] = this.running.values();
    if (others.length === 0) return first;
    const items = [...this.running.values()].map((forward) => ({
      label: `${titleOf(forward.target)}: ${forward.port}`,
      description: forward.url,
      detail: forward.failure,
      forward,
    }));
    const title = l10n.t('Which port should no longer be forwarded?');
    return (await chooseFrom(items, { title }))?.forward;
  }
}

function end(forwarder: Forwarder, followed: { dispose(): void }, ended: AbortController): void {
  forwarder.dispose();
  followed.dispose();
  ended.abort();
}

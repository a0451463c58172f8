import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { fieldsAt, textAt, type Fields } from '../../objects';
import type { ContainerLog } from '../log';
import type { Ending, Instance, Terminal, Wanted } from '../runtime';
import { check } from './check';
import { runOn } from './commands';
import type { PodNetwork } from './pod-network';
import type { Space } from './space';

/** What the kubelet says of a container of which it no longer knows how it ended. */
const LOST: Ending = { exitCode: 137, reason: 'ContainerStatusUnknown' };

/** Where an instance runs. */
export interface Place {
  readonly space: Space;
  readonly network: PodNetwork;
  /** Podman's ID of the container, which has been made and waits to be started. */
  readonly id: string;
}

/** A run of a container by podman. It is removed when it has ended. */
export class PodmanInstance implements Instance {
  readonly ended: Promise<Ending>;
  #isOver = false;

  constructor(
    private readonly place: Place,
    private readonly wanted: Wanted,
    log: ContainerLog,
  ) {
    this.ended = this.#run(log).catch(() => LOST);
  }

  /** The program gets its signal, and so long of the machine's time. */
  stop(graceMs: number): void {
    if (this.#isOver) return;
    const { space, id } = this.place;
    // It may end by itself meanwhile.
    space.run(space.podman('stop', '--time', String(Math.ceil(graceMs / 1000)), id)).catch(() => undefined);
  }

  check(probe: Fields): Promise<string | undefined> {
    const address = addressOf(this.wanted);
    return check(probe, {
      ...{ container: this.wanted.container, address },
      connect: (port) => this.place.network.connect(address, port),
      command: (words, signal) => this.#failure(words, signal),
    });
  }

  connect(port: number): Promise<Duplex> {
    return this.place.network.connect('127.0.0.1', port);
  }

  exec(command: readonly string[], terminal: Terminal): Promise<number> {
    const { space, id } = this.place;
    const how = terminal.isTty ? ['--interactive', '--tty'] : ['--interactive'];
    return runOn(terminal, space, space.podman('exec', ...how, id, ...command));
  }

  async attach(terminal: Terminal): Promise<number> {
    const { space, id } = this.place;
    await runOn(terminal, space, space.podman('attach', '--sig-proxy=false', id));
    return terminal.signal.aborted ? 0 : (await this.ended).exitCode;
  }

  async #run(log: ContainerLog): Promise<Ending> {
    const { space, id } = this.place;
    const [command, ...args] = space.podman('start', '--attach', '--sig-proxy=false', id);
    const child = spawn(command, args, { env: space.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.write(chunk));
    await once(child, 'close');
    const state = '{{.State.ExitCode}} {{.State.OOMKilled}}';
    const [code, wasOutOfMemory] = (await space.run(space.podman('inspect', '--format', state, id))).split(
      ' ',
    );
    this.#isOver = true;
    await space.run(space.podman('rm', '--force', '--time', '0', id));
    return { exitCode: Number(code), ...(wasOutOfMemory === 'true' && { reason: 'OOMKilled' }) };
  }

  async #failure(words: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    const { space, id } = this.place;
    const [command, ...args] = space.podman('exec', id, ...words);
    const child = spawn(command, args, { env: space.environment, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? undefined : said;
  }
}

/** The address that the kubelet gave to the pod. */
export function addressOf({ pod }: Wanted): string {
  return textAt(fieldsAt(pod, 'status'), 'podIP') ?? '127.0.0.1';
}

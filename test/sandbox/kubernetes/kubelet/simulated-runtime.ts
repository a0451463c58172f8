import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { SimulatedClock } from '../../clock';
import { fieldsAt, isFields, listAt, textAt, type Fields } from '../objects';
import { connectToApp } from './app';
import type { ContainerLog } from './log';
import { listensOn, outcomeOf, type Outcome } from './outcome';
import { pullFailure } from './pull-failures';
import {
  ExecError,
  PullError,
  Refused,
  StartError,
  type Ending,
  type Instance,
  type PulledImage,
  type Runtime,
  type Startable,
  type Terminal,
  type Wanted,
} from './runtime';
import { SimulatedShell } from './shell';
import { sleep } from './sleep';

const START_MS = 200;
const LIFE_MS = 500;
const END_MS = 1000;
/** Unverified: of a public report, and not seen on a node. */
const NO_COMMAND =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/bin/server": stat /bin/server: no such file or directory';

/** Pretends to run containers, each with the outcome that its scenario decides. */
export function simulatedRuntime(clock: SimulatedClock): Runtime {
  const images = new Map<string, PulledImage>();
  return {
    present: (image) => Promise.resolve(images.get(image)),

    async pull({ pod, container }: Wanted, signal: AbortSignal): Promise<PulledImage> {
      const outcome = outcomeOf(pod, container);
      const image = textAt(container, 'image') ?? '';
      await sleep(clock, outcome.kind === 'runs' ? outcome.pullMs : START_MS, signal);
      if (outcome.kind === 'not pulled') throw new PullError(pullFailure(outcome.why, image));
      const digest = createHash('sha256').update(image).digest('hex');
      const id = `${image.split(/[:@](?!.*\/)/)[0] ?? image}@sha256:${digest}`;
      const pulled = { id, bytes: 12_345_678 };
      images.set(image, pulled);
      return pulled;
    },

    start(wanted: Startable, log: ContainerLog): Promise<Instance> {
      const outcome = outcomeOf(wanted.pod, wanted.container);
      if (outcome.kind === 'not started') return Promise.reject(new StartError(NO_COMMAND));
      return Promise.resolve(new SimulatedInstance(clock, wanted, { outcome, log }));
    },
  };
}

class SimulatedInstance implements Instance {
  readonly ended: Promise<Ending>;
  readonly #startedAt: number;
  #end!: (ending: Ending) => void;

  constructor(
    private readonly clock: SimulatedClock,
    private readonly wanted: Startable,
    private readonly run: { readonly outcome: Outcome; readonly log: ContainerLog },
  ) {
    this.#startedAt = clock.now();
    this.ended = new Promise((resolve) => (this.#end = resolve));
    const { outcome, log } = run;
    if (outcome.kind === 'ends') {
      log.write(outcome.log.map((line) => `${line}\n`).join(''));
      clock.after(LIFE_MS, () => this.#end(outcome));
    }
    if (outcome.kind === 'runs') {
      for (const port of listensOn(outcome, wanted.container)) log.write(`Listening on port ${port}\n`);
      if (outcome.chatter > 0) chat(log, outcome.chatter);
    }
  }

  stop(graceMs: number): void {
    const { outcome } = this.run;
    const heeds = outcome.kind === 'runs' && outcome.onTerm === 'ends';
    if (heeds && graceMs > 0) this.run.log.write('Received SIGTERM, shutting down\n');
    const ending = heeds && graceMs > 0 ? { exitCode: 0 } : { exitCode: 137 };
    this.clock.after(heeds ? Math.min(graceMs, END_MS) : graceMs, () => this.#end(ending));
  }

  check(probe: Fields): Promise<string | undefined> {
    const { outcome } = this.run;
    const answers = outcome.kind === 'runs' ? outcome.answers : 500;
    if (isFields(probe.exec)) return Promise.resolve(answers < 400 ? undefined : '');
    const isHttp = isFields(probe.httpGet);
    const {
      port,
      path = '/',
      scheme = 'HTTP',
    } = isHttp ? fieldsAt(probe, 'httpGet') : fieldsAt(probe, 'tcpSocket');
    const number = this.#portNumber(port);
    const address = `${textAt(fieldsAt(this.wanted.pod, 'status'), 'podIP') ?? ''}:${number}`;
    if (!this.#listens(number)) {
      const refused = `dial tcp ${address}: connect: connection refused`;
      const url = `${String(scheme).toLowerCase()}://${address}${String(path)}`;
      return Promise.resolve(isHttp ? `Get "${url}": ${refused}` : refused);
    }
    return Promise.resolve(
      isHttp && answers >= 400 ? `HTTP probe failed with statuscode: ${answers}` : undefined,
    );
  }

  connect(port: number): Promise<Duplex> {
    const { outcome } = this.run;
    if (outcome.kind !== 'runs' || !this.#listens(port))
      return Promise.reject(new Refused('connection refused'));
    const connection = connectToApp(this.wanted.pod.metadata.name, outcome.answers);
    // With the process end its sockets.
    void this.ended.then(() => connection.destroy());
    return Promise.resolve(connection);
  }

  exec(command: readonly string[], terminal: Terminal): Promise<number> {
    const { outcome } = this.run;
    const [program = ''] = command;
    if (outcome.kind === 'runs' && outcome.shell === 'none')
      return Promise.reject(
        new ExecError(
          `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH`,
        ),
      );
    const environment = { HOSTNAME: this.wanted.pod.metadata.name, ...this.wanted.environment };
    return new SimulatedShell(environment, terminal).run(command);
  }

  /** One that reads is a shell, as the image busybox is; it ends with it. */
  async attach(terminal: Terminal): Promise<number> {
    if (this.wanted.container.stdin === true) {
      const exitCode = await this.exec(['sh'], terminal);
      this.#end({ exitCode });
      return exitCode;
    }
    const stopFollowing = this.run.log.follow({
      onLine: ({ text }) => terminal.output.write(`${text.toString()}\n`),
      onEnd: () => undefined,
    });
    terminal.signal.addEventListener('abort', stopFollowing, { once: true });
    return (await this.ended).exitCode;
  }

  #listens(port: number): boolean {
    const { outcome } = this.run;
    if (outcome.kind !== 'runs' || this.clock.now() - this.#startedAt < outcome.listensAfterMs) return false;
    return listensOn(outcome, this.wanted.container).includes(port);
  }

  #portNumber(port: unknown): number {
    const named = listAt(this.wanted.container, 'ports').find(({ name }) => name === port);
    return Number(named?.containerPort ?? port);
  }
}

/** Writes so many megabytes, in lines of a hundred bytes, without keeping everybody waiting. */
function chat(log: ContainerLog, megabytes: number): void {
  const lines = Array.from(
    { length: 10_000 },
    (_line, number) => `${String(number).padStart(8, '0')} ${'x'.repeat(90)}\n`,
  );
  const text = lines.join('');
  let left = megabytes;
  const some = (): void => {
    log.write(text);
    left -= 1;
    if (left > 0) setImmediate(some);
  };
  setImmediate(some);
}

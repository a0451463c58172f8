import type { ClusterStreams, ContainerProcess, ContainerReference, ProcessEvent } from '../../ports/streams';
import { TerminalFilter } from './terminal-filter';

/** In the order in which they are tried. */
const SHELLS = ['bash', 'sh'];
/** What was typed before the shell is there. */
const MOST_WAITING = 64 * 1024;

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** How a process ended. */
export type ProcessEnd = Exclude<ProcessEvent, { readonly kind: 'output' }>;

/** What a process of a session is: a shell that is started, or one that runs already. */
export type Begin = (signal: AbortSignal) => Promise<ContainerProcess>;

/** A terminal on a process in a container: keys and sizes go in, and text comes out as a terminal may show it. */
export class TerminalSession {
  private process: ContainerProcess | undefined;
  private sent: Promise<unknown> = Promise.resolve();
  private waiting = '';
  private hasTyped = false;

  /** @param show called with text for the terminal */
  constructor(
    private size: TerminalSize | undefined,
    private readonly show: (text: string) => void,
  ) {}

  type(data: string): void {
    this.hasTyped = true;
    if (!this.process) this.waiting = `${this.waiting}${data}`.slice(0, MOST_WAITING);
    else this.send(this.process, (process) => process.write(Buffer.from(data)));
  }

  resize(size: TerminalSize): void {
    this.size = size;
    if (this.process) this.send(this.process, (process) => process.resize(size));
  }

  /** Runs the first shell that the image has. @throws KubernetesError where the container cannot be entered */
  async runShell(
    streams: Pick<ClusterStreams, 'exec'>,
    container: ContainerReference,
    signal: AbortSignal,
  ): Promise<ProcessEnd | { readonly kind: 'no-shell' }> {
    for (const shell of SHELLS) {
      const end = await this.run((until) => streams.exec(container, [shell], 'terminal', until), signal);
      if (!isWithoutProgram(end, this.hasTyped)) return end;
    }
    return { kind: 'no-shell' };
  }

  /** Until the process ends. */
  async run(begin: Begin, signal: AbortSignal): Promise<ProcessEnd> {
    const process = await begin(signal);
    this.connect(process);
    const decoder = new TextDecoder();
    const filter = new TerminalFilter();
    try {
      for await (const event of process.events) {
        if (event.kind !== 'output') return event;
        const text = decoder.decode(event.data, { stream: true });
        // Some runtimes write it into the terminal, too.
        if (!isRuntimeComplaint(text)) this.show(filter.filter(text));
      }
      return { kind: 'lost' };
    } finally {
      this.process = undefined;
      process.close();
    }
  }

  private connect(process: ContainerProcess): void {
    this.process = process;
    const { size, waiting } = this;
    if (size) this.send(process, () => process.resize(size));
    if (waiting !== '') this.send(process, () => process.write(Buffer.from(waiting)));
    this.waiting = '';
  }

  /** One after the other. Where it fails, the process has ended, which its events tell. */
  private send(process: ContainerProcess, act: (process: ContainerProcess) => Promise<unknown>): void {
    this.sent = this.sent.then(() => act(process)).catch(() => undefined);
  }
}

/** 126 and 127 are what runtimes and shells answer for it; of a shell that was used they are its own. */
function isWithoutProgram(end: ProcessEnd, hasTyped: boolean): boolean {
  if (end.kind === 'exited') return !hasTyped && (end.code === 126 || end.code === 127);
  return end.kind === 'failed' && isAboutProgram(end.message);
}

function isAboutProgram(message: string): boolean {
  return /executable file .*not found|exec:? .*(?:no such file or directory|not found|permission denied)/i.test(
    message,
  );
}

function isRuntimeComplaint(text: string): boolean {
  return /^(?:OCI runtime exec failed|error executing command)/i.test(text) && isAboutProgram(text);
}

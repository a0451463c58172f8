import { PassThrough, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Container } from '../kubelet/container';
import { ExecError, type Terminal, type TerminalSize } from '../kubelet/runtime';
import type { Fields } from '../objects';
import type { Channels } from './channels';

const [INPUT, OUTPUT, ERRORS, STATUS, RESIZE] = [0, 1, 2, 3, 4];

/** What of a terminal a request wants. */
export interface Streams {
  readonly isTty: boolean;
  readonly hasInput: boolean;
}

/** Runs a command in a container, or looks on at what it runs, over channels; its end is told on one of its own. */
export async function serveExec(
  channels: Channels,
  container: Container,
  { streams, command }: { streams: Streams; command: readonly string[] | 'attach' },
): Promise<void> {
  const { instance } = container;
  const terminal = terminalOver(channels, streams);
  let status: Fields;
  try {
    const exitCode =
      command === 'attach' ? await instance?.attach(terminal) : await instance?.exec(command, terminal);
    status = exitStatus(exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    status = internalError(`error executing command in container: ${error.message}`);
  }
  // Clients that read the status read no more output.
  await Promise.all([terminal.output, terminal.errors].map(written));
  await channels.send(STATUS, Buffer.from(JSON.stringify(status)));
  channels.close();
}

async function written(stream: Writable): Promise<void> {
  stream.end();
  await finished(stream);
}

function terminalOver(channels: Channels, { isTty, hasInput }: Streams): Terminal {
  const gone = new AbortController();
  const input = new PassThrough();
  const sizes = new Set<(size: TerminalSize) => void>();
  let last: TerminalSize | undefined;
  if (!hasInput) input.end();
  channels.onData(
    (channel, data) => {
      if (channel === INPUT && hasInput) input.write(data);
      if (channel !== RESIZE) return;
      const { Width, Height } = JSON.parse(data.toString()) as { Width: number; Height: number };
      last = { width: Width, height: Height };
      for (const listener of sizes) listener(last);
    },
    (channel) => {
      if (channel === INPUT) input.end();
    },
  );
  channels.socket.on('close', () => {
    gone.abort();
    input.end();
  });
  const output = writableTo(channels, OUTPUT);
  return {
    ...{ input, output, errors: isTty ? output : writableTo(channels, ERRORS), isTty },
    signal: gone.signal,
    onResize(listener) {
      sizes.add(listener);
      if (last) listener(last);
    },
  };
}

function writableTo(channels: Channels, channel: number): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      channels.send(channel, chunk).then(() => done(), done);
    },
  });
}

/** As the kubelet tells it: k8s.io/kubelet/pkg/cri/streaming/remotecommand/exec.go. */
function exitStatus(code: number): Fields {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    ...{ metadata: {}, status: 'Failure', reason: 'NonZeroExitCode' },
    message: `command terminated with non-zero exit code: exit status ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}

function internalError(why: string): Fields {
  return {
    ...{ metadata: {}, status: 'Failure', reason: 'InternalError', code: 500 },
    message: `Internal error occurred: ${why}`,
    details: { causes: [{ message: why }] },
  };
}

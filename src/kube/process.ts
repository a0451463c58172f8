import { bounded } from '../core/errors/bounded';
import { Field } from '../core/environments/objects/field';
import type { Socket } from '../core/ports/connections';
import type { ContainerProcess, ProcessEvent } from '../core/ports/streams';

/** The first is newer: with it an input can end. https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets */
export const PROCESS_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** What the first byte of a message says. */
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** A process behind a socket of `exec` or `attach`. */
export function processOver(socket: Socket): ContainerProcess {
  const send = (channel: number, data: Uint8Array) =>
    socket.send(Buffer.concat([Uint8Array.of(channel), data]));
  return {
    events: eventsOf(socket),
    write: (data) => send(CHANNEL.stdin, data),
    async endInput() {
      if (socket.protocol !== PROCESS_PROTOCOLS[0]) return false;
      await send(CHANNEL.close, Uint8Array.of(CHANNEL.stdin));
      return true;
    },
    resize: ({ columns, rows }) =>
      send(CHANNEL.resize, Buffer.from(JSON.stringify({ Width: columns, Height: rows }))),
    close: () => socket.close(),
  };
}

async function* eventsOf(socket: Socket): AsyncGenerator<ProcessEvent> {
  for await (const message of socket.messages) {
    const data = message.subarray(1);
    const channel = message[0];
    if (channel === CHANNEL.error) {
      yield endOf(Buffer.from(data).toString());
      return;
    }
    const from = channel === CHANNEL.stdout ? 'stdout' : channel === CHANNEL.stderr ? 'stderr' : undefined;
    // Each output begins with an empty message.
    if (from && data.length > 0) yield { kind: 'output', from, data };
  }
  yield { kind: 'lost' };
}

/** A Status, whose causes have the exit code of a process that did not succeed. */
function endOf(text: string): ProcessEvent {
  const status = new Field(parsed(text));
  if (status.at('status').name() === 'Success') return { kind: 'exited', code: 0 };
  const causes = status.at('details', 'causes').list();
  const exit = causes.find((cause) => cause.at('reason').name() === 'ExitCode');
  const code = Number.parseInt(exit?.at('message').name() ?? '', 10);
  if (!Number.isNaN(code)) return { kind: 'exited', code };
  return { kind: 'failed', message: status.at('message').message() || bounded(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

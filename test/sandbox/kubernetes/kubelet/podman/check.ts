import { request as httpRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { fieldsAt, isFields, listAt, textAt, textsAt, type Fields } from '../../objects';
import { Refused } from '../runtime';

/** What a probe may do in a container. */
export interface Probed {
  readonly container: Fields;
  readonly address: string;
  /** Connects to the pod's address. @throws {Refused} */
  connect(port: number): Promise<Duplex>;
  /** @returns why the command failed, undefined where it did not @throws the signal's reason */
  command(words: readonly string[], signal: AbortSignal): Promise<string | undefined>;
}

/** Probes once, and tells a failure as kubernetes/pkg/probe does. A gRPC probe is held to be a TCP one. */
export async function check(probe: Fields, probed: Probed): Promise<string | undefined> {
  const seconds = Number(probe.timeoutSeconds ?? 1);
  if (isFields(probe.exec)) return await checkCommand(textsAt(probe.exec, 'command'), seconds, probed);
  const http = isFields(probe.httpGet) ? probe.httpGet : undefined;
  const { port } = http ?? { ...fieldsAt(probe, 'grpc'), ...fieldsAt(probe, 'tcpSocket') };
  const number = portNumber(probed.container, port);
  const address = `${probed.address}:${number}`;
  const scheme = (textAt(http ?? {}, 'scheme') ?? 'HTTP').toLowerCase();
  const url = `${scheme}://${address}${textAt(http ?? {}, 'path') ?? '/'}`;
  try {
    const connection = await probed.connect(number);
    // The request says why it failed; the connection may break once more after that.
    connection.on('error', () => undefined);
    if (http) return await statusFailure(http, new URL(url), { connection, seconds });
    connection.destroy();
    return undefined;
  } catch (error) {
    const why = error instanceof Refused ? `dial tcp ${address}: connect: ${error.message}` : saidOf(error);
    return http ? `Get "${url}": ${why}` : why;
  }
}

async function checkCommand(
  words: readonly string[],
  seconds: number,
  probed: Probed,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    return await probed.command(words, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return `command timed out: "${words.join(' ')}" timed out after ${seconds}s`;
  }
}

function statusFailure(
  http: Fields,
  url: URL,
  { connection, seconds }: { connection: Duplex; seconds: number },
): Promise<string | undefined> {
  const isTls = url.protocol === 'https:';
  const headers = listAt(http, 'httpHeaders').map(({ name, value }) => [String(name), String(value)]);
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      ...{ host: url.hostname, port: url.port, path: `${url.pathname}${url.search}` },
      headers: { 'User-Agent': 'kube-probe/1.35', ...(Object.fromEntries(headers) as object) },
      signal: AbortSignal.timeout(seconds * 1000),
      createConnection: () =>
        isTls ? connectTls({ socket: connection, rejectUnauthorized: false }) : connection,
    });
    request.once('response', ({ statusCode = 0 }) => {
      resolve(
        statusCode >= 200 && statusCode < 400
          ? undefined
          : `HTTP probe failed with statuscode: ${statusCode}`,
      );
      connection.destroy();
    });
    request.on('error', reject);
    request.end();
  });
}

function saidOf(error: unknown): string {
  const { name, message, code } = error as Error & { code?: string };
  if (name === 'AbortError' || name === 'TimeoutError')
    return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  return code === 'ECONNRESET' ? 'EOF' : message;
}

function portNumber(container: Fields, port: unknown): number {
  const named = listAt(container, 'ports').find(({ name }) => name === port);
  return Number(named?.containerPort ?? port);
}

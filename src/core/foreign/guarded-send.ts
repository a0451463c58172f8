import type { Connections, Opened } from '../ports/connections';
import type { HttpAnswer, HttpRequest, SendHttp } from '../ports/http';
import type { LiveSecrets } from './live-secrets';

/**
 * Sends as `send` does, and holds what a request is authorized by as a secret from then on: a server that quotes it in
 * its refusal gets it into no message and no log. Answers that are no refusals stay as they are: a token may be what was
 * asked for.
 */
export function guarded(send: SendHttp, secrets: LiveSecrets): SendHttp {
  return async (request, options) => {
    hold(request, secrets);
    const answer = await send(request, options);
    return answer.status < 400 ? answer : concealed(answer, secrets);
  };
}

/** The same for connections that stay. */
function guardedConnections(made: Connections, secrets: LiveSecrets): Connections {
  const guard = async <T>(request: Pick<HttpRequest, 'headers'>, open: () => Promise<Opened<T>>) => {
    hold(request, secrets);
    const opened = await open();
    return opened.kind === 'open' ? opened : { ...opened, answer: concealed(opened.answer, secrets) };
  };
  return {
    stream: (request, signal) => guard(request, () => made.stream(request, signal)),
    socket: (request, protocols, signal) => guard(request, () => made.socket(request, protocols, signal)),
  };
}

/** What reaches AWS and clusters, each {@link guarded}. */
export function guardedNetwork(network: Senders, secrets: LiveSecrets): Senders {
  return {
    toAws: guarded(network.toAws, secrets),
    toCluster: (authority) => guarded(network.toCluster(authority), secrets),
    connectionsTo: (authority) => guardedConnections(network.connectionsTo(authority), secrets),
  };
}

interface Senders {
  readonly toAws: SendHttp;
  readonly toCluster: (authority: string) => SendHttp;
  readonly connectionsTo: (authority: string) => Connections;
}

function hold({ headers }: Pick<HttpRequest, 'headers'>, secrets: LiveSecrets): void {
  for (const [name, value] of Object.entries(headers)) holdIn(name.toLowerCase(), value, secrets);
}

function concealed(answer: HttpAnswer, secrets: LiveSecrets): HttpAnswer {
  const body = secrets.conceal(new TextDecoder().decode(answer.body));
  return { ...answer, body: new TextEncoder().encode(body) };
}

function holdIn(header: string, value: string, secrets: LiveSecrets): void {
  if (header === 'x-amz-security-token') secrets.hold(value);
  // AWS's own scheme carries a signature, which is good for its one request.
  if (header === 'authorization' && value.startsWith('Bearer ')) secrets.hold(value.slice('Bearer '.length));
}

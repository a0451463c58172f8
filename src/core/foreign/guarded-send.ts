import type { SendHttp } from '../ports/http';
import type { LiveSecrets } from './live-secrets';

/**
 * Sends as `send` does, and holds what a request is authorized by as a secret from then on: a server that quotes it in
 * its refusal gets it into no message and no log. Answers that are no refusals stay as they are: a token may be what was
 * asked for.
 */
export function guarded(send: SendHttp, secrets: LiveSecrets): SendHttp {
  return async (request, options) => {
    for (const [name, value] of Object.entries(request.headers)) holdIn(name.toLowerCase(), value, secrets);
    const answer = await send(request, options);
    if (answer.status < 400) return answer;
    const body = secrets.conceal(new TextDecoder().decode(answer.body));
    return { ...answer, body: new TextEncoder().encode(body) };
  };
}

/** What reaches AWS and clusters, each {@link guarded}. */
export function guardedNetwork(network: Senders, secrets: LiveSecrets): Senders {
  return {
    toAws: guarded(network.toAws, secrets),
    toCluster: (authority) => guarded(network.toCluster(authority), secrets),
  };
}

interface Senders {
  readonly toAws: SendHttp;
  readonly toCluster: (authority: string) => SendHttp;
}

function holdIn(header: string, value: string, secrets: LiveSecrets): void {
  if (header === 'x-amz-security-token') secrets.hold(value);
  // AWS's own scheme carries a signature, which is good for its one request.
  if (header === 'authorization' && value.startsWith('Bearer ')) secrets.hold(value.slice('Bearer '.length));
}

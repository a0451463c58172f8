import { ApiException } from '@kubernetes/client-node';
import type { ClusterAuthentication } from '../core/errors/kubernetes-answer';
import type { Connections, Opened } from '../core/ports/connections';
import type { KubernetesTarget } from '../core/ports/kubernetes';
import { portError } from './errors';

/** How a cluster with that certificate authority (PEM) is reached for as long as one likes. */
export type ConnectionsTo = (authority: string) => Connections;

/** A GET unless it says otherwise. */
export interface StreamRequest {
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
}

/** Opens connections to one cluster, as the target says. */
export class Opener {
  readonly host: string;
  private readonly connections: Connections;

  constructor(
    private readonly target: KubernetesTarget,
    connectionsTo: ConnectionsTo,
  ) {
    this.host = new URL(target.endpoint).host;
    this.connections = connectionsTo(Buffer.from(target.certificateAuthority, 'base64').toString());
  }

  /** @param path with its query, without a slash before it */
  async stream(path: string, signal: AbortSignal, request: StreamRequest = {}) {
    const { method = 'GET', body, contentType } = request;
    return this.open(signal, async (authorization) =>
      this.connections.stream(
        {
          method,
          url: this.urlOf(path),
          headers: {
            authorization,
            accept: 'application/json, */*',
            ...(contentType === undefined ? {} : { 'content-type': contentType }),
          },
          ...(body === undefined ? {} : { body }),
        },
        signal,
      ),
    );
  }

  async socket(path: string, protocols: readonly string[], signal: AbortSignal) {
    return this.open(signal, async (authorization) =>
      this.connections.socket({ url: this.urlOf(path), headers: { authorization } }, protocols, signal),
    );
  }

  /** Once more with another token where the first is refused. Fails in the port's terms. */
  private async open<T>(
    signal: AbortSignal,
    attempt: (authorization: string) => Promise<Opened<T>>,
  ): Promise<T> {
    try {
      let opened = await attempt(`Bearer ${await this.target.token()}`);
      if (opened.kind === 'refused' && opened.answer.status === 401 && this.target.renewToken) {
        this.target.renewToken();
        opened = await attempt(`Bearer ${await this.target.token()}`);
      }
      if (opened.kind === 'open') return opened.connection;
      const { status, body, headers } = opened.answer;
      throw new ApiException(status, '', Buffer.from(body).toString(), { ...headers });
    } catch (error) {
      signal.throwIfAborted();
      throw this.inOurTerms(error);
    }
  }

  inOurTerms(error: unknown): Error {
    const way: ClusterAuthentication = this.target.isUserToken
      ? { kind: 'token', endedAt: undefined }
      : { kind: 'eks' };
    return portError(error, this.host, way);
  }

  private urlOf(path: string): URL {
    return new URL(`${this.target.endpoint.replace(/\/$/, '')}/${path}`);
  }
}

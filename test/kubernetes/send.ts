import { request } from 'node:https';
import { text as readText } from 'node:stream/consumers';

/** Where a request goes, and by whose authority (PEM) the answer is believed. */
export interface Server {
  readonly endpoint: string;
  readonly ca: string;
}

export interface Request {
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  /** A bearer token; without one the caller is anonymous. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text; `content-type` says which kind of JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Without parameters, as `application/json`. */
  readonly contentType: string;
  readonly body: unknown;
}

/** Sends a request as it is, for what the client of Kubernetes would not send. */
export function send(
  { endpoint, ca }: Server,
  { method = 'GET', path, token, headers, body }: Request,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, endpoint),
      {
        ...{ method, ca, agent: false },
        headers: {
          'user-agent': 'eks-clusters-test/1.0',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (answer) => {
        readText(answer)
          .then((text) => {
            const [contentType = ''] = (answer.headers['content-type'] ?? '').split(';');
            const isJson = contentType === 'application/json' && text !== '';
            resolve({ status: answer.statusCode ?? 0, contentType, body: isJson ? JSON.parse(text) : text });
          })
          .catch(reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

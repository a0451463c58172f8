import { Agent, request } from 'node:https';
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
  /** JSON unless it is text or bytes; `content-type` says which kind of JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Without parameters, as `application/json`. */
  readonly contentType: string;
  readonly body: unknown;
}

const agent = new Agent({ keepAlive: true });

/** Sends a request as it is, for what the client of Kubernetes would not send. */
export function send(
  { endpoint, ca }: Server,
  { method = 'GET', path, token, headers, body }: Request,
): Promise<Answer> {
  const bytes = bytesOf(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, endpoint),
      {
        ...{ method, ca, agent },
        headers: {
          'user-agent': 'eks-clusters-test/1.0',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          // Node gives none to what is deleted, and the body would count as no part of the request.
          ...(bytes && {
            ...{ 'content-type': 'application/json', 'content-length': String(bytes.length) },
          }),
          ...headers,
        },
      },
      (answer) => {
        readText(answer)
          .then((received) => {
            const [contentType = ''] = (answer.headers['content-type'] ?? '').split(';');
            const isJson = contentType === 'application/json' && received !== '';
            resolve({
              status: answer.statusCode ?? 0,
              contentType,
              body: isJson ? parsed(path, received) : received,
            });
          })
          .catch(reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A watch answers with one document a line. */
function parsed(path: string, text: string): unknown {
  if (!path.includes('watch=true')) return JSON.parse(text);
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as unknown);
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked: the action, from the form body of a query protocol or the path of a REST one. */
export interface CannedRequest {
  readonly action: string;
  readonly form: URLSearchParams;
  /** From the credential scope. */
  readonly region: string;
}

export interface CannedAnswer {
  readonly status?: number;
  readonly body: string;
}

/** AWS as one HTTP server that answers by action; `undefined` leaves the request without an answer. */
export async function cannedAws(
  answer: (request: CannedRequest) => CannedAnswer | undefined,
): Promise<{ url: string; requests: CannedRequest[]; [Symbol.asyncDispose]: () => Promise<void> }> {
  const requests: CannedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const received = { action: form.get('Action') ?? request.url ?? '', form, region };
      requests.push(received);
      const answered = answer(received);
      if (answered) response.writeHead(answered.status ?? 200).end(answered.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** An error in the query protocol's XML. */
export function queryError(code: string, message: string, status = 400): CannedAnswer {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`;
  return { status, body };
}

/** A result in the query protocol's XML. */
export function queryResult(action: string, content: string): CannedAnswer {
  return { body: `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>` };
}

/** A role that a session is of; its base credentials last. */
export const SESSION_ROLE = {
  accountId: '222222222222',
  partition: 'aws',
  baseLifetime: () => Promise.resolve(undefined),
  ensureValidFor: () => Promise.resolve(),
} as const;

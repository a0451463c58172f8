import { HttpResponse } from '@smithy/protocol-http';
import { buildQueryString } from '@smithy/core/protocols';
import type { HttpHandlerOptions, HttpRequest as SdkRequest, RequestHandler } from '@smithy/types';
import { AnswerError } from '../core/errors/answer';
import { Allowance, type HttpAnswer, type HttpRequest, type SendHttp } from '../core/ports/http';

/** As many bytes as one call may receive, in all its pages; EC2's instance types, the longest list, are 8 MB. */
const ALLOWED_BYTES = 64 * 1024 ** 2;

export const newAllowance = () => new Allowance(ALLOWED_BYTES);

/** What every `send` and paginator takes last; the SDK hands it on as it is. */
export interface RequestOptions {
  readonly abortSignal: AbortSignal;
  readonly allowance: Allowance;
}

/** How the SDK's clients send. Its own way (NodeHttpHandler) reads answers of any size for any time. */
export type AwsRequestHandler = RequestHandler<
  SdkRequest,
  HttpResponse,
  HttpHandlerOptions & Partial<Pick<RequestOptions, 'allowance'>>
> & {
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
};

/** One for all clients. Certificates are checked as they are for clusters: the answers of STS are credentials. */
export function requestHandler(send: SendHttp): AwsRequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, { abortSignal, allowance = newAllowance() } = {}) {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
      const { status: statusCode, headers, body } = await send(requestOf(request), { signal, allowance });
      const answer = { status: statusCode, headers, body };
      if (isPage(answer)) throw new AnswerError(request.hostname, { kind: 'foreign' });
      return { response: new HttpResponse({ statusCode, headers: { ...headers }, body }) };
    },
    // There is nothing to set: what a client may set otherwise is the same for all here.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function requestOf({
  protocol,
  hostname,
  port,
  path,
  query,
  method,
  headers,
  body,
}: SdkRequest): HttpRequest {
  const search = query ? buildQueryString(query) : '';
  const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
  const url = new URL(`${origin}${path}${search === '' ? '' : `?${search}`}`);
  return { method, url, headers, body: body as string | Uint8Array | undefined };
}

/**
 * A page of HTML, as of a proxy where one signs in. AWS's XML never names a document type, and the SDK's parser takes a
 * time for many of them that grows with the square of their number.
 */
function isPage({ body }: HttpAnswer): boolean {
  const text = Buffer.from(body).toString('latin1');
  return /^\s*</.test(text) && /<!doctype/i.test(text);
}

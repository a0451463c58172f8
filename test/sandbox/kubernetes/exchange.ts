import type { IncomingHttpHeaders } from 'node:http';
import type { Fields } from './objects';

/** One HTTP request, its body read. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is sent back. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly code: number;
      readonly body: Fields;
      /** What the client is warned of, though it got what it wanted. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'bytes'; readonly code: number; readonly type: string; readonly body: Uint8Array }
  /** One JSON document a line, until the client goes or the watch ends. */
  | { readonly kind: 'stream'; readonly start: (sink: StreamSink) => () => void }
  /** Plain text, as it comes. */
  | { readonly kind: 'text'; readonly start: (sink: ByteSink) => () => void };

export interface ByteSink {
  write(bytes: Buffer): void;
  end(): void;
}

export interface StreamSink {
  send(document: Fields): void;
  end(): void;
}

export function json(body: Fields, code = 200, warnings: readonly string[] = []): Answer {
  return { kind: 'json', code, body, warnings };
}

export function text(body: string, code = 200): Answer {
  return { kind: 'bytes', code, type: 'text/plain; charset=utf-8', body: Buffer.from(body) };
}

/** Kubernetes reads `true`, `1` and a bare `?watch` alike. */
export function isSet(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value !== null && value !== 'false' && value !== '0';
}

import { randomUUID } from 'node:crypto';
import type { HttpCall } from '../signature/http-call';
import type { HttpAnswer } from '../wire/protocol';

const PATH = '/_layers/';

/** Simulates S3, where the layers of ECR are: a URL is enough to download its layer. */
export class LayerDownloads {
  readonly #layers = new Map<string, () => string>();

  /** @param origin where this is reached @param read its text: only configurations are asked for, and these are JSON */
  url(origin: string, read: () => string): string {
    const key = randomUUID();
    this.#layers.set(key, read);
    return `${origin}${PATH}${key}`;
  }

  answer({ method, url }: HttpCall): HttpAnswer | undefined {
    if (method !== 'GET' || !url.pathname.startsWith(PATH)) return undefined;
    const read = this.#layers.get(url.pathname.slice(PATH.length));
    const headers = { 'content-type': 'application/octet-stream' };
    return read ? { status: 200, headers, body: read() } : { status: 403, headers, body: 'AccessDenied' };
  }
}

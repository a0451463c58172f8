import type { IncomingMessage } from 'node:http';
import { AnswerError } from '../core/errors/answer';
import type { Allowance } from '../core/ports/http';

/** A page of the largest lists (EC2's instance types, 200 nodes of Kubernetes) is a quarter of it. */
const MAX_BYTES = 8 * 1024 ** 2;
/** A failure says what is wrong in some kilobytes, if it is one of the service's. */
const MAX_FAILURE_BYTES = 64 * 1024;
/** The schemas of custom resources, which nest most, come to about 40. */
const MAX_DEPTH = 200;

/** The body of an answer: a failure's beginning, and of anything else all. Throws an `AnswerError` out of bounds. */
export async function readBody(
  response: IncomingMessage,
  host: string,
  allowance: Allowance,
): Promise<Uint8Array> {
  const isFailure = (response.statusCode ?? 0) >= 400;
  const limit = Math.max(0, Math.min(allowance.left, isFailure ? MAX_FAILURE_BYTES : MAX_BYTES));
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size <= limit) continue;
    allowance.spend(size);
    // To leave the loop closes the connection.
    if (isFailure) return Buffer.concat(parts).subarray(0, limit);
    throw new AnswerError(host, { kind: 'too-large', bytes: limit });
  }
  allowance.spend(size);
  const body = Buffer.concat(parts);
  if (isDeep(body)) throw new AnswerError(host, { kind: 'too-deep' });
  return body;
}

const [QUOTE, BACKSLASH, BRACKET, CLOSED_BRACKET, BRACE, CLOSED_BRACE] = Buffer.from('"\\[]{}');
const SPACE = 0x20;

/** Of JSON, since callers walk through it recursively. AWS's XML may quote pieces of JSON, but is not JSON. */
function isDeep(body: Buffer): boolean {
  let start = 0;
  while ((body[start] ?? SPACE + 1) <= SPACE) start++;
  if (body[start] !== BRACKET && body[start] !== BRACE) return false;
  let depth = 0;
  let isText = false;
  for (let i = start; i < body.length; i++) {
    const byte = body[i];
    if (isText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === BRACKET || byte === BRACE) {
      if (++depth > MAX_DEPTH) return true;
    } else if (byte === CLOSED_BRACKET || byte === CLOSED_BRACE) depth--;
  }
  return false;
}

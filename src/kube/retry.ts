import { setTimeout } from 'node:timers/promises';
import { ApiException } from '@kubernetes/client-node';
import { networkCode } from '../core/errors/network';

/** Resolves after `ms`; rejects once the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

export const pause: Pause = (ms, signal) => setTimeout(ms, undefined, { signal });

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MS = 500;

/**
 * How long to wait before the same call again: as long as the server says, else longer each time; `undefined` where
 * another attempt would be of no use. Each call that is made here may be repeated: they read, apply, or delete.
 * @param attempt how many were made
 * @param now milliseconds since the epoch, for a `Retry-After` that is a date
 */
export function delayBefore(error: unknown, attempt: number, now: number): number | undefined {
  if (attempt >= MAX_ATTEMPTS || !passes(error)) return undefined;
  const asked = error instanceof ApiException ? retryAfter(error, now) : undefined;
  return asked ?? FIRST_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}

/** Whether an HTTP status tells that the server, and not the request, is the reason. */
export function isBusy(httpStatus: number): boolean {
  return httpStatus === 429 || (httpStatus >= 500 && httpStatus !== 501);
}

/** A connection that ended within a call is often that of a server that restarts. */
function passes(error: unknown): boolean {
  if (error instanceof ApiException) return isBusy(error.code);
  return error instanceof Error && ['ECONNRESET', 'EPIPE'].includes(networkCode(error) ?? '');
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter({ headers }: ApiException<unknown>, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

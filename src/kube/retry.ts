import { setTimeout } from 'node:timers/promises';
import { ApiException } from '@kubernetes/client-node';
import { networkCode } from '../core/errors/network';

/** How time passes for the calls of a cluster. */
export interface CallClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects once the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<unknown>;
}

export const callClock: CallClock = {
  now: () => Date.now(),
  pause: (ms, signal) => setTimeout(ms, undefined, { signal }),
};

const FIRST_DELAY_MS = 500;
/** Calls of a person: in 15 seconds a server that is back is noticed before the time is over. */
const LONGEST_DELAY_MS = 3_000;
/** A server that asks for no pause at all gets one, or the calls would be a storm. */
const SHORTEST_DELAY_MS = 250;
/** What the last attempt has for its answer. */
const LAST_ATTEMPT_MS = 1_000;

/**
 * How long to wait before the same call again: as long as the server says, else longer each time; `undefined` where
 * another attempt would be of no use, or there is no time for it. Each call that is made here may be repeated: they
 * read, apply, or delete.
 * @param attempt how many were made
 * @param now milliseconds since the epoch
 * @param end when the time of the call is over
 */
export function delayBefore(
  error: unknown,
  attempt: number,
  { now, end }: { readonly now: number; readonly end: number },
): number | undefined {
  if (!passes(error)) return undefined;
  const asked = error instanceof ApiException ? retryAfter(error, now) : undefined;
  // What the server asks to wait for, and there is no time for, the user is told now.
  if (asked !== undefined) return now + asked < end ? Math.max(asked, SHORTEST_DELAY_MS) : undefined;
  const longer = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1)) * (0.5 + Math.random());
  const latest = end - LAST_ATTEMPT_MS - now;
  return latest <= 0 ? undefined : Math.round(Math.min(longer, latest));
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

/** The beginning of a date as HTTP writes it. `Date.parse` takes `-5`, `1.5` and `soon 9` for dates of other years. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** Seconds or a date; anything else says nothing. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter({ headers }: ApiException<unknown>, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = HTTP_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

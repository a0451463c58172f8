import { authenticate } from './authentication';
import type { Cluster } from './cluster';
import { json, type Answer, type ApiRequest } from './exchange';
import { ApiError, unauthorized } from './status';
import type { User } from './users';

/** What goes wrong instead of an answer. */
export type Fault = { readonly kind: 'status'; readonly code: number } | { readonly kind: 'disconnect' };

const FAULT_REASONS: ReadonlyMap<number, string> = new Map([
  [403, 'Forbidden'],
  [429, 'TooManyRequests'],
  [503, 'ServiceUnavailable'],
]);

/** What became of a request. */
export interface Outcome {
  /** Absent where it became a stream. */
  readonly answer?: Answer;
  readonly username?: string;
  readonly refusal?: string;
}

/** Lets a caller in and serves it; whatever fails is an answer, too. */
export async function outcomeOf(
  cluster: Cluster,
  request: ApiRequest,
  serve: (user: User) => Answer | Promise<undefined>,
): Promise<Outcome> {
  try {
    const { authorization } = request.headers;
    const caller = await authenticate(cluster, { authorization, path: request.path });
    if (!caller.authenticated) return { answer: failure(unauthorized()), refusal: caller.refusal };
    const { username } = caller.user;
    try {
      return { answer: await serve(caller.user), username };
    } catch (error) {
      return { answer: failure(error), username };
    }
  } catch (error) {
    return { answer: failure(error) };
  }
}

/** The outcome of a request that has to fail. */
export function faultOutcome(code: number): Outcome {
  if (code === 401) return { answer: failure(unauthorized()) };
  const reason = FAULT_REASONS.get(code) ?? 'InternalError';
  return { answer: failure(new ApiError(code, reason, 'the simulated API server was told to fail')) };
}

/** A bug of the simulation looks like a bug of Kubernetes, and says what it is. */
function failure(error: unknown): Answer {
  const reported =
    error instanceof ApiError
      ? error
      : new ApiError(500, 'InternalError', error instanceof Error ? (error.stack ?? '') : String(error));
  return json({ ...reported.status }, reported.status.code);
}

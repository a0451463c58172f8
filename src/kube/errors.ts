import * as v from 'valibot';
import { ApiException } from '@kubernetes/client-node';
import { AnswerError } from '../core/errors/answer';
import { bounded } from '../core/errors/bounded';
import {
  fromKubernetesAnswer,
  type KubernetesStatus,
  type ClusterAuthentication,
} from '../core/errors/kubernetes-answer';
import { certificateProblem } from '../core/errors/cluster-certificate';
import { networkCode, withoutProxyCredentials } from '../core/errors/network';
import type { UserError } from '../core/errors/user-error';
import { KubernetesError } from '../core/ports/kubernetes';
import { isBusy } from './retry';

/** A refusal may list every right that is missing: as much of it as a line of the log. */
const REFUSAL_LIMIT = 32_000;

/** What the client threw, in the port's terms. A failure of the target's token, for example AWS's, stays as it is. */
export function portError(
  thrown: unknown,
  host: string,
  way: ClusterAuthentication = { kind: 'eks' },
): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // Without the client's error as its cause: that quotes the whole answer, whatever is in it, and the log quotes causes.
  if (error instanceof ApiException) return refusal(error, way);
  // The one thing that is parsed is the answer.
  if (error instanceof SyntaxError) return unreachable(new AnswerError(host, { kind: 'foreign' }));
  return networkCode(error) ? unreachable(error, certificateProblem(error, host)) : error;
}

/** Whether another token may get another answer: the held one may be of an account that was made again since. */
export function isOfToken(thrown: unknown): boolean {
  return thrown instanceof ApiException && (thrown.code === 401 || thrown.code === 403);
}

function unreachable(error: Error, explained?: UserError): KubernetesError {
  return new KubernetesError('unreachable', bounded(withoutProxyCredentials(error.message)), {
    cause: explained ?? error,
  });
}

function kindOf(httpStatus: number): KubernetesError['kind'] {
  switch (httpStatus) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'expired';
    case 400:
    case 422:
      return 'invalid';
    default:
      return isBusy(httpStatus) ? 'busy' : 'other';
  }
}

function refusal(
  { code: httpStatus, body }: ApiException<unknown>,
  way: ClusterAuthentication,
): KubernetesError {
  const status = typeof body === 'string' ? statusOf(body) : undefined;
  const message = status?.message ?? `The API server answered with HTTP status ${httpStatus}.`;
  const cause = fromKubernetesAnswer({ httpStatus, status }, message, way);
  return new KubernetesError(kindOf(httpStatus), message, { cause });
}

/** A text; anything else counts as none. */
const TEXT = v.fallback(v.pipe(v.string(), v.transform(bounded)), '');
const CAUSE = v.object({ reason: TEXT, field: TEXT });
const DETAILS = v.object({ causes: v.fallback(v.array(CAUSE), []) });
const STATUS = v.object({
  message: v.string(),
  reason: v.fallback(v.string(), ''),
  details: v.fallback(DETAILS, { causes: [] }),
});

/** The API server answers with a Status object, whose message is a sentence; a proxy before it answers anything. */
function statusOf(body: string): KubernetesStatus | undefined {
  try {
    const { message, reason, details } = v.parse(STATUS, JSON.parse(body));
    return { message: bounded(message, REFUSAL_LIMIT), reason: bounded(reason), causes: details.causes };
  } catch {
    return undefined;
  }
}

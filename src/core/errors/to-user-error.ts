import { AwsError } from '../ports/aws';
import { KubernetesError } from '../ports/kubernetes';
import { AnswerError, type AnswerFault } from './answer';
import { userError } from './catalogue';
import { describeDeniedCall, denialErrorCode, parseDenial } from './access-denied';
import { findObstacle } from './network';
import { explainSystemError } from './system-error';
import { asSentence } from './error-text';
import { UserError } from './user-error';

/** Whatever was thrown, in the user's words. What no port or catalogue knows is a bug, and says so. */
export function toUserError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  // Told where it came up, with whatever it comes from: the log must not be led around in a circle.
  if (isOfPort(error) && error.cause instanceof UserError) return error.cause;
  const explained = explainSystemError(error) ?? toCatalogueError(error);
  explained.cause = error;
  return explained;
}

function isOfPort(error: unknown): error is AwsError | KubernetesError {
  return error instanceof AwsError || error instanceof KubernetesError;
}

function toCatalogueError(error: unknown): UserError {
  if (error instanceof AwsError) return fromAwsError(error);
  if (error instanceof KubernetesError) {
    const code = error.kind === 'unreachable' ? 'cluster-unreachable' : 'kubernetes-refused';
    return fromObstacle(error.cause) ?? userError(code, { detail: asSentence(error.message) });
  }
  if (error instanceof AnswerError) return answerProblem(error.host, error.fault);
  if (error instanceof Error && error.name === 'TimeoutError') return userError('no-answer-in-time');
  return userError('unexpected', { detail: error instanceof Error ? error.message : String(error) });
}

function fromAwsError(error: AwsError): UserError {
  const detail = asSentence(error.message);
  switch (error.kind) {
    case 'denied':
      return fromDenial(error.message);
    case 'credentials':
      return userError(isAboutTime(error) ? 'clock-skewed' : 'credentials-rejected', { detail });
    case 'throttled':
      return userError('aws-busy', { detail });
    case 'server':
      return userError('aws-failing', { detail });
    case 'changing':
      return userError('stack-changing', { detail });
    case 'network':
      return fromObstacle(error) ?? userError('aws-unreachable', { detail });
    case 'refused':
    case 'already-exists':
      return userError('aws-refused', { detail });
  }
}

/** Where AWS says that no policy allows a call, its name says all; of anything else AWS knows more. */
function fromDenial(message: string): UserError {
  const { policy, effect } = parseDenial(message) ?? {};
  const isMerelyMissing = policy === 'identity' && effect === 'implicit';
  const detail = (isMerelyMissing ? describeDeniedCall(message) : undefined) ?? message;
  return userError(denialErrorCode(message), { detail: asSentence(detail) });
}

/**
 * A request is good for a few minutes. The SDK corrects the clock by AWS's answers, so that this is rare.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
function isAboutTime({ code, message }: AwsError): boolean {
  return (
    /^Signature (expired|not yet current)/.test(message) ||
    ['RequestExpired', 'RequestInTheFuture', 'RequestTimeTooSkewed'].includes(code)
  );
}

/** A proxy in the way is the same to AWS's calls as to a cluster's. */
function fromObstacle(error: unknown): UserError | undefined {
  const found = findObstacle(error);
  switch (found?.kind) {
    case 'proxy-unreachable':
      return userError('proxy-unreachable', { proxy: found.proxy });
    case 'proxy-authentication':
    case 'issuer-unknown':
      return userError(found.kind);
    case 'answer':
      return answerProblem(found.answer.host, found.answer.fault);
    case undefined:
      return undefined;
  }
}

/** An answer that was not taken. @param host who answered */
export function answerProblem(host: string, fault: AnswerFault): UserError {
  if (fault.kind === 'redirect') return userError('answer-redirected', { host, target: fault.target });
  if (fault.kind === 'endless-list') return userError('list-endless', { host, pages: fault.pages });
  return userError('answer-unusable', { host, fault });
}

/** Canceling is not a failure and is not reported. */
export function isCancellation(error: unknown, signal: AbortSignal): boolean {
  return (
    signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))
  );
}

import { bounded } from '../core/errors/bounded';
import { userError } from '../core/errors/catalogue';
import { networkCode, withoutProxyCredentials } from '../core/errors/network';
import { UserError } from '../core/errors/user-error';
import { AwsError } from '../core/ports/aws';
import { boundedMessage } from './bounded-message';

/** AWS's codes by what they mean for us. Every other code of a service is its refusal of what was asked. */
const CODES = {
  denied: ['AccessDenied', 'AccessDeniedException', 'NotAuthorized', 'UnauthorizedOperation'],
  credentials: [
    'AuthFailure',
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'MissingAuthenticationToken',
    'ProviderError',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnrecognizedClientException',
  ],
  throttled: [
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
  network: ['TimeoutError'],
  'already-exists': ['AlreadyExistsException', 'EntityAlreadyExists', 'EntityAlreadyExistsException'],
} as const satisfies Partial<Record<AwsError['kind'], readonly string[]>>;

const KIND_BY_CODE = new Map<string, AwsError['kind']>(
  Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code) => [code, kind as AwsError['kind']])),
);

/** What the SDK threw, in the port's terms. What is neither AWS's nor the network's stays as it is: a bug. */
export function portError(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof AwsError || error instanceof UserError) return error;
  if (hasNoCredentials(error)) return asCredentialsError(userError('no-credentials'));
  const code = networkCode(error) ?? error.name;
  const kind = kindOf(error, code);
  if (!kind) return error;
  const message = messageOf(error, code);
  return new AwsError(kind, code, message, { cause: shortened(error) });
}

/** For the log, which tells causes by their stack: that begins with all that the server said. */
function shortened(error: Error): Error {
  if (error.stack !== undefined) error.stack = bounded(error.stack);
  return error;
}

/** As the services name a session that has ended for them, whatever the clock says: it was revoked, for example. */
const SESSION_ENDED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

/** Whether AWS no longer takes the session that the call was made with. */
export function hasSessionEnded(thrown: unknown): boolean {
  return thrown instanceof Error && SESSION_ENDED.has(thrown.name);
}

/** The user error with what it comes from, for the log. */
export function withCause(cause: Error, error: UserError): UserError {
  error.cause = cause;
  return error;
}

function kindOf(error: Error, code: string): AwsError['kind'] | undefined {
  if (networkCode(error)) return 'network';
  const known = KIND_BY_CODE.get(code);
  if (known) return known;
  if ('$fault' in error) return error.$fault === 'server' ? 'server' : 'refused';
  return isForeignAnswer(error) ? 'network' : undefined;
}

/** An answer that is not AWS's and that the SDK cannot read: a proxy's sign-in page, for example. */
function isForeignAnswer(error: Error): boolean {
  return '$response' in error && !('$fault' in error);
}

function httpStatus(error: Error): number | undefined {
  const { $metadata, $response } = error as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return $response?.statusCode ?? $metadata?.httpStatusCode;
}

/** Credentials that are not there yet: an operation waits for them, and everybody else reads why. */
export function asCredentialsError(error: UserError): AwsError {
  return new AwsError('credentials', error.code, error.message, { cause: error });
}

/** The last link of the SDK's default chain; the links before it only say why they do not apply. */
function hasNoCredentials(error: Error): boolean {
  return (
    error.name === 'CredentialsProviderError' &&
    error.message === 'Could not load credentials from any providers'
  );
}

/** A connection refused on both IPv4 and IPv6 is an AggregateError, which has no message of its own. */
function messageOf(error: Error, code: string): string {
  if (isForeignAnswer(error)) return `The answer (HTTP status ${httpStatus(error) ?? 0}) is not AWS’s.`;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return boundedMessage(
    withoutProxyCredentials(error.message || (first instanceof Error ? first.message : code)),
  );
}

import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../service';
import type { ResourceHandler } from '../handlers/handler';

/** What CloudFormation says of a resource whose creation it gave up because another one failed. */
export const CREATION_CANCELLED = 'Resource creation cancelled';

/** How CloudFormation classes a service's error. */
const HANDLER_ERROR_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDenied',
  AccessDeniedException: 'AccessDenied',
  UnauthorizedOperation: 'AccessDenied',
  EntityAlreadyExists: 'AlreadyExists',
  ResourceInUseException: 'AlreadyExists',
  ExpiredToken: 'InvalidCredentials',
  ExpiredTokenException: 'InvalidCredentials',
  RequestExpired: 'InvalidCredentials',
  InvalidParameterException: 'InvalidRequest',
  InvalidRequestException: 'InvalidRequest',
  ValidationError: 'InvalidRequest',
  MalformedPolicyDocument: 'InvalidRequest',
  NoSuchEntity: 'NotFound',
  ResourceNotFoundException: 'NotFound',
  LimitExceeded: 'ServiceLimitExceeded',
  ResourceLimitExceededException: 'ServiceLimitExceeded',
};

/** The ResourceStatusReason of a resource whose handler failed. */
export function failureReason(error: unknown, handler: ResourceHandler): string {
  if (!(error instanceof ServiceError)) throw error;
  const handlerCode = HANDLER_ERROR_CODES[error.code] ?? 'GeneralServiceException';
  // What a handler found out by looking is no answer of a service.
  const origin =
    error.status === 0
      ? '(Service: null, Status Code: 0, Request ID: null)'
      : `(Service: ${handler.service}, Status Code: ${error.status}, Request ID: ${randomUUID()}) (SDK Attempt Count: 1)`;
  const detail = `${error.message} ${origin}`;
  return `Resource handler returned message: "${detail}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerCode})`;
}

/** A resource that does not fit its type's schema never reaches its handler. */
export class SchemaViolation extends Error {}

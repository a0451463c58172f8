import type { Fields } from './objects';
import { qualifiedName, type ResourceType } from './resource-types';

/** Kubernetes' own answer to a request that failed. */
export interface FailureStatus {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Fields;
  readonly status: 'Failure';
  readonly message: string;
  /** Absent where the server failed in a way that it has no word for. */
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly causes?: readonly StatusCause[];
}

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field?: string;
}

/** Thrown wherever a request cannot be served; the server answers with its Status. */
export class ApiError extends Error {
  readonly status: FailureStatus;

  constructor(code: number, reason: string | undefined, message: string, details?: StatusDetails) {
    super(message);
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason !== undefined && { reason }),
      ...(details && { details }),
      code,
    };
  }
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** What the server does not expect: an error of Go's, as it is. */
export function unexpected(message: string): ApiError {
  return new ApiError(500, undefined, message);
}

/** An object that does not exist. */
export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${qualifiedName(type)} "${name}" not found`, named(type, name));
}

/** A resource type, or a path, that this API server does not serve. */
export function notServed(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

export function alreadyExists(type: ResourceType, name: string): ApiError {
  const message = `${qualifiedName(type)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', message, named(type, name));
}

export function conflict(type: ResourceType, name: string, why: string): ApiError {
  const message = `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`;
  return new ApiError(409, 'Conflict', message, named(type, name));
}

export function forbidden(
  type: ResourceType,
  name: string,
  why: string,
  causes?: readonly StatusCause[],
): ApiError {
  const message = `${qualifiedName(type)} "${name}" is forbidden: ${why}`;
  return new ApiError(403, 'Forbidden', message, { ...named(type, name), ...(causes && { causes }) });
}

/** A watch or a continued list from a point that the server no longer remembers. */
export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

/** An object that breaks the rules of its kind. */
export function invalid(
  type: Pick<ResourceType, 'group' | 'kind'>,
  name: string,
  causes: readonly (StatusCause & { field: string })[],
): ApiError {
  const faults = causes.map(({ field, message }) => `${field}: ${message}`);
  const said = faults.length === 1 ? faults.join() : `[${faults.join(', ')}]`;
  const kind = type.group === '' ? type.kind : `${type.kind}.${type.group}`;
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${said}`, {
    ...(name && { name }),
    ...(type.group && { group: type.group }),
    ...(type.kind && { kind: type.kind }),
    causes,
  });
}

function named(type: ResourceType, name: string): StatusDetails {
  return { name, ...(type.group && { group: type.group }), kind: type.plural };
}

import { ServiceError } from '../service';

/** IAM's errors, each with its own HTTP status. */
export function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntity', message, 404);
}

export function entityAlreadyExists(message: string): ServiceError {
  return new ServiceError('EntityAlreadyExists', message, 409);
}

export function deleteConflict(message: string): ServiceError {
  return new ServiceError('DeleteConflict', `Cannot delete entity, ${message}`, 409);
}

export function limitExceeded(quota: string, limit: number): ServiceError {
  return new ServiceError('LimitExceeded', `Cannot exceed quota for ${quota}: ${limit}`, 409);
}

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInput', message);
}

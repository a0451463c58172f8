import { ServiceError } from '../service';

/** EKS's errors, each with its own HTTP status. */
export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message, 400);
}

export function invalidRequest(message: string): ServiceError {
  return new ServiceError('InvalidRequestException', message, 400);
}

export function resourceInUse(message: string): ServiceError {
  return new ServiceError('ResourceInUseException', message, 409);
}

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message, 404);
}

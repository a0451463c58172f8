import type { StatusCause } from '../status';

/** One thing that is wrong with an object, as `details.causes` has it. */
export type FieldFault = StatusCause & { readonly field: string };

export function required(field: string, why = ''): FieldFault {
  return {
    reason: 'FieldValueRequired',
    field,
    message: why === '' ? 'Required value' : `Required value: ${why}`,
  };
}

export function invalidValue(field: string, value: unknown, why: string): FieldFault {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`,
  };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldFault {
  const choices = supported.map((choice) => JSON.stringify(choice)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    field,
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${choices}`,
  };
}

export function forbiddenValue(field: string, why: string): FieldFault {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` };
}

export function duplicate(field: string, value: unknown): FieldFault {
  return { reason: 'FieldValueDuplicate', field, message: `Duplicate value: ${JSON.stringify(value)}` };
}

export function missing(field: string, value: unknown): FieldFault {
  return { reason: 'FieldValueNotFound', field, message: `Not found: ${JSON.stringify(value)}` };
}

export function tooLong(field: string, bytes: number): FieldFault {
  return { reason: 'FieldValueTooLong', field, message: `Too long: may not be more than ${bytes} bytes` };
}

/** One fault for each of the sentences about a value. */
export function invalidValues(field: string, value: unknown, sentences: readonly string[]): FieldFault[] {
  return sentences.map((sentence) => invalidValue(field, value, sentence));
}

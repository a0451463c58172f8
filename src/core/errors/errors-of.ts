import { UserError } from './user-error';
import type { ErrorText } from './error-text';

/**
 * Failures that a user may see, one row for each code: the catalogue, which is loaded at activation, or those that only one
 * part of the product throws.
 * @returns what makes the error of a code, of what its words name
 */
export function errorFactory<Rows extends Readonly<Record<string, (parameters: never) => ErrorText>>>(
  rows: Rows,
) {
  return <C extends keyof Rows & string>(code: C, ...parameters: Parameters<Rows[C]>): UserError => {
    const row = rows[code] as (parameters?: unknown) => ErrorText;
    const { message, remedy } = row(parameters[0]);
    return new UserError(code, message, remedy);
  };
}

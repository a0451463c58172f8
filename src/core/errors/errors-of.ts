import { UserError } from './user-error';
import type { Words } from './words';

/**
 * Errors that only one part of the product throws: apart from the catalogue, which is loaded at activation.
 * @returns what makes the error of a code, of what its words name
 */
export function errorsOf<Rows extends Readonly<Record<string, (parameters: never) => Words>>>(rows: Rows) {
  return <C extends keyof Rows & string>(code: C, ...parameters: Parameters<Rows[C]>): UserError => {
    const row = rows[code] as (parameters?: unknown) => Words;
    const { message, remedy } = row(parameters[0]);
    return new UserError(code, message, remedy);
  };
}

/**
 * A failure that the user can do something about: one sentence, and the next step. Anything else that is thrown is a
 * bug and says so. Made from the catalogue only.
 */
export class UserError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserError';
  }
}

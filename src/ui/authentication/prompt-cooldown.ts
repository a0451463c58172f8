import { userError } from '../../core/errors/catalogue';
import { UserError } from '../../core/errors/user-error';

/** Shorter than the longest pause of an operation that waits for credentials, longer than its first ones together. */
const COOLDOWN_MS = 15_000;

/** After the user closes a prompt, operations that keep asking cannot open it again for a while. */
export class PromptCooldown {
  private until = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** @throws UserError `sign-in-cancelled`, when the user closes the box or has just closed one */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.now() < this.until) throw userError('sign-in-cancelled');
    try {
      return await question();
    } catch (error) {
      if (error instanceof UserError && error.code === 'sign-in-cancelled')
        this.until = this.now() + COOLDOWN_MS;
      throw error;
    }
  }

  /** Ends the cooldown, because the user asked for the prompt. */
  reset(): void {
    this.until = 0;
  }
}

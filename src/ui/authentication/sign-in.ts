import type { SecretStorage } from 'vscode';
import type { AccessKey, MfaQuestion, SignInPort } from '../../core/ports/sign-in';
import { typeAccessKey } from './access-key-boxes';
import { AccessKeys } from './access-keys';
import { askMfaCode } from './mfa-code';
import { PromptCooldown } from './prompt-cooldown';

/** Asks the user for what only the user can give while credentials are resolved. */
export class SignIn implements SignInPort {
  readonly keys: AccessKeys;
  private readonly cooldown = new PromptCooldown();
  private lastQuestion: Promise<unknown> = Promise.resolve();

  constructor(secrets: SecretStorage) {
    this.keys = new AccessKeys(secrets, typeAccessKey);
  }

  /** The user wants to sign in: questions that were closed a moment ago are asked again. */
  resetCooldown(): void {
    this.cooldown.reset();
  }

  async accessKey(): Promise<AccessKey> {
    return (await this.keys.stored()) ?? this.cooldown.ask(() => this.keys.get());
  }

  /** One at a time: a second box would close the first, and with it the question. */
  mfaCode(question: MfaQuestion): Promise<string> {
    const ask = () => this.cooldown.ask(() => askMfaCode(question));
    const answer = this.lastQuestion.then(ask, ask);
    this.lastQuestion = answer;
    return answer;
  }
}

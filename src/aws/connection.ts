import { userError } from '../core/errors/catalogue';
import type { SignInPort } from '../core/ports/sign-in';
import { BaseCredentialResolver } from './base-credentials';
import { callLogger, type AwsOptions } from './client-settings';

/** What the extension gave, and what makes the base credentials for all clients. */
export interface Connection extends AwsOptions {
  readonly baseCredentials: BaseCredentialResolver;
}

/** Where there is no user, nobody enters anything. */
const NOBODY: SignInPort = {
  accessKey: () => Promise.reject(userError('sign-in-cancelled')),
  mfaCode: () => Promise.reject(userError('sign-in-cancelled')),
};

/** One for all clients: nobody is asked twice at once for a key or a code. */
export function connect(options: AwsOptions): Connection {
  const { signIn = NOBODY, log, agent } = options;
  return { ...options, baseCredentials: new BaseCredentialResolver(signIn, callLogger(log), agent) };
}

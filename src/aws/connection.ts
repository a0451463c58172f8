import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Machine } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import type { SignInPort } from '../core/ports/sign-in';
import { BaseCredentialResolver } from './base-credentials';
import { callLogger, type AwsOptions, type ReadFile } from './client-settings';

/** What the extension gave, and what makes the base credentials for all clients. */
export interface Connection extends AwsOptions {
  readonly machine: Machine;
  readonly readFile: ReadFile;
  readonly baseCredentials: BaseCredentialResolver;
}

const THIS_MACHINE: Machine = {
  env: process.env,
  get home() {
    return homedir();
  },
};

/** Without a user, there is no input. */
const NOBODY: SignInPort = {
  accessKey: () => Promise.reject(userError('sign-in-cancelled')),
  mfaCode: () => Promise.reject(userError('sign-in-cancelled')),
};

/** One for all clients: the user is never asked twice at once for a key or a code. */
export function connect(options: AwsOptions): Connection {
  const { signIn = NOBODY, log, send } = options;
  const files = { machine: options.machine ?? THIS_MACHINE, readFile: options.readFile ?? readFile };
  const baseCredentials = new BaseCredentialResolver(files, signIn, callLogger(log), send);
  return { ...options, ...files, baseCredentials };
}

import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
// Not through credential-providers: its wrapper loads the SDK's browser parts too.
import { fromInstanceMetadata } from '@smithy/credential-provider-imds';
import type { AwsCredentialIdentity, Logger } from '@smithy/types';
import { sdkText } from '../core/aws-config/sdk-text';
import type { BaseCredentials } from '../core/sign-in/provision-role';
import type { SendHttp } from '../core/ports/http';
import type { SignInPort } from '../core/ports/sign-in';
import { profileProblem } from '../core/sign-in/profile-fault';
import { readBaseProfile, type BaseProfile } from './base-profile';
import { explainCredentials, isWrongMfaCode } from './credential-errors';
import { asCredentialsError } from './errors';
import { nestedClients, type IdentityProperties } from './nested-clients';
import type { ConfigFiles } from './shared-config-files';

/** A provider as the SDK's clients take one: they tell it how they are made, for the calls that it makes itself. */
export type CredentialProvider = (
  identityProperties?: Record<string, unknown>,
) => Promise<AwsCredentialIdentity>;

/** The SDK sets no limit to a `credential_process`, nor to all the attempts of its chain together. */
const LIMIT_MS = 30_000;
/** As early as the SDK itself asks again. */
const EARLY_MS = 5 * 60_000;

/** What the user was asked for stays until it ends, or until the AWS config has changed. */
interface Kept {
  readonly identity: AwsCredentialIdentity;
  readonly profiles: string;
}

/** Resolves base credentials, once for all who ask at the same time. */
export class BaseCredentialResolver {
  private readonly pending = new Map<string, Promise<AwsCredentialIdentity>>();
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly files: ConfigFiles,
    private readonly signIn: SignInPort,
    readonly logger: Logger,
    readonly send: SendHttp,
    private readonly limitMs = LIMIT_MS,
  ) {}

  provider(base: BaseCredentials): CredentialProvider {
    const key = JSON.stringify(base);
    return (identityProperties) => {
      const resolved = this.pending.get(key) ?? this.resolve(base, key, identityProperties);
      this.pending.set(key, resolved);
      const settled = () => this.pending.delete(key);
      resolved.then(settled, settled);
      return resolved;
    };
  }

  private async resolve(
    base: BaseCredentials,
    key: string,
    identityProperties?: Record<string, unknown>,
  ): Promise<AwsCredentialIdentity> {
    const read = await readBaseProfile(base, this.files);
    const { config, environment, profile } = read;
    const fault = profileProblem(base, config, environment);
    if (fault) throw asCredentialsError(fault);
    const profiles = sdkText(config);
    const kept = this.kept.get(key);
    if (kept?.profiles === profiles && isFresh(kept.identity)) return kept.identity;
    for (let isAgain = false; ; isAgain = true) {
      const attempt = new Attempt(this.signIn, isAgain, this.limitMs);
      try {
        const identity = await attempt.limited(source(base, attempt, this, read, identityProperties));
        if (attempt.hasAsked) this.kept.set(key, { identity, profiles });
        return identity;
      } catch (error) {
        if (!attempt.hasAsked || !isWrongMfaCode(error)) throw explainCredentials(error, base, profile);
      }
    }
  }
}

/** One try. Its time is limited unless the user has to find a device and type a code. */
class Attempt {
  hasAsked = false;
  private stopClock: () => void = () => undefined;

  constructor(
    private readonly signIn: SignInPort,
    private readonly isAgain: boolean,
    private readonly limitMs: number,
  ) {}

  readonly mfaCode = (serial: string): Promise<string> => {
    this.hasAsked = true;
    this.stopClock();
    return this.signIn.mfaCode({ serial, isAgain: this.isAgain });
  };

  readonly accessKey = (): Promise<AwsCredentialIdentity> => {
    this.stopClock();
    return this.signIn.accessKey();
  };

  limited<T>(result: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new CredentialsTimeout(this.limitMs)), this.limitMs);
      this.stopClock = () => clearTimeout(timer);
      if (this.hasAsked) this.stopClock();
      result.then(resolve, reject).finally(this.stopClock);
    });
  }
}

/** The SDK's own work was left to itself: there is no way to stop it. */
class CredentialsTimeout extends Error {
  constructor(limitMs: number) {
    super(`No credentials within ${limitMs / 1000} seconds.`);
    this.name = 'CredentialsTimeout';
  }
}

/** Makes the credentials, of the files as they have just been read. */
function source(
  base: BaseCredentials,
  attempt: Attempt,
  { logger, send }: Pick<BaseCredentialResolver, 'logger' | 'send'>,
  read: BaseProfile,
  identityProperties: IdentityProperties = {},
): Promise<AwsCredentialIdentity> {
  const { mfaCode: mfaCodeProvider } = attempt;
  const init = () => ({ logger, mfaCodeProvider, ...nestedClients(read, send, identityProperties) });
  switch (base.kind) {
    case 'default':
      // The SDK knows AWS_PROFILE alone.
      return fromNodeProviderChain({ ...init(), profile: read.environment.profile?.name })(
        identityProperties,
      );
    case 'profile':
      return fromIni({ ...init(), profile: base.profile })(identityProperties);
    case 'accessKey':
      return attempt.accessKey();
    case 'instanceProfile':
      return fromInstanceMetadata({ logger, maxRetries: 1, timeout: 2_000 })();
  }
}

function isFresh({ expiration }: AwsCredentialIdentity): boolean {
  return expiration === undefined || expiration.getTime() - Date.now() > EARLY_MS;
}

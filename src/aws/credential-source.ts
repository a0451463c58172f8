import type { AwsCredentialIdentity } from '@smithy/types';
import type { BaseCredentials, CredentialSource } from '../core/ports/aws';

/** What the SDK notes on credentials for its user agent: which of its providers made them. */
type AttributedIdentity = AwsCredentialIdentity & { readonly $source?: Readonly<Record<string, string>> };

/** Where these credentials came from. */
export function credentialSource(base: BaseCredentials, identity: AttributedIdentity): CredentialSource {
  switch (base.kind) {
    case 'profile':
      return { kind: 'profile', profile: base.profile };
    case 'accessKey':
      return { kind: 'accessKey' };
    case 'instanceProfile':
      return { kind: 'instanceProfile' };
    case 'default':
      return sourceInChain(Object.keys(identity.$source ?? {}));
  }
}

/**
 * A role of a profile may itself rest on the environment or on the instance, so the profile comes first. Inside the
 * chain instance credentials are the only ones without a note.
 */
function sourceInChain(providers: readonly string[]): CredentialSource {
  if (providers.some((provider) => provider.startsWith('CREDENTIALS_PROFILE'))) {
    return { kind: 'profile', profile: process.env.AWS_PROFILE ?? 'default' };
  }
  if (providers.includes('CREDENTIALS_ENV_VARS')) return { kind: 'environment' };
  if (providers.length === 0) return { kind: 'instanceProfile' };
  return { kind: 'other' };
}

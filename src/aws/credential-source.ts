import type { AwsCredentialIdentity } from '@smithy/types';
import { defaultProfile, type AwsEnvironment } from '../core/environment';
import type { BaseCredentials, CredentialSource } from '../core/sign-in/provision-role';

/** What the SDK notes on credentials for its user agent: which of its providers made them. */
type AttributedIdentity = AwsCredentialIdentity & { readonly $source?: Readonly<Record<string, string>> };

/** Where these credentials came from. */
export function credentialSource(
  base: BaseCredentials,
  identity: AttributedIdentity,
  environment: AwsEnvironment,
): CredentialSource {
  switch (base.kind) {
    case 'profile':
      return { kind: 'profile', profile: base.profile };
    case 'accessKey':
      return { kind: 'accessKey' };
    case 'instanceProfile':
      return { kind: 'instanceProfile' };
    case 'default':
      return sourceInChain(Object.keys(identity.$source ?? {}), environment);
  }
}

/**
 * A role of a profile may itself rest on the environment or on the instance, so the profile comes first. The providers of
 * instance and container metadata leave no note, and the SDK asks the instance only where no variable names a container.
 */
function sourceInChain(providers: readonly string[], environment: AwsEnvironment): CredentialSource {
  if (providers.some((provider) => provider.startsWith('CREDENTIALS_PROFILE')))
    return { kind: 'profile', profile: defaultProfile(environment) };
  if (providers.includes('CREDENTIALS_ENV_VARS')) return { kind: 'environment' };
  const { webIdentity, container } = environment;
  if (providers.includes('CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN') && webIdentity)
    return { kind: 'webIdentity', ...webIdentity };
  if (providers.includes('CREDENTIALS_HTTP') || (providers.length === 0 && container))
    return { kind: container ?? 'container' };
  return providers.length === 0 ? { kind: 'instanceProfile' } : { kind: 'unknown' };
}

import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import type { fromIni } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ServiceId } from '../core/aws-config/endpoints';
import { userError } from '../core/errors/catalogue';
import type { SendHttp } from '../core/ports/http';
import { setting, sourcesOf } from '../core/sign-in/profiles';
import type { BaseProfile } from './base-profile';
import { endpointOf } from './client-settings';
import { asCredentialsError } from './errors';
import { requestHandler } from './request-handler';

type RoleParameters = Parameters<ReturnType<typeof getDefaultRoleAssumer>>[1];
type WebIdentityParameters = Parameters<ReturnType<typeof getDefaultRoleAssumerWithWebIdentity>>[0];

/** What a client hands to the provider of its credentials. */
export type IdentityProperties = NonNullable<Parameters<ReturnType<typeof fromIni>>[0]>;

/**
 * The clients that the SDK's providers of credentials make for themselves. They take nothing from the client that asks for
 * credentials but its region, so they are told how AWS is reached, and which endpoints the profile has.
 */
export function nestedClients(read: BaseProfile, send: SendHttp, { callerClientConfig }: IdentityProperties) {
  const handler = requestHandler(send);
  const ofProfile = setting(read.config.profiles.get(read.profile), 'region');
  const region = ofProfile ?? (callerClientConfig && (() => callerClientConfig.region()));
  const sts = { region, requestHandler: handler, ...endpointOf('STS', read.endpoints) };
  return {
    roleAssumer: (source: AwsCredentialIdentity, parameters: RoleParameters) =>
      getDefaultRoleAssumer(sts)(source, parameters),
    roleAssumerWithWebIdentity: (parameters: WebIdentityParameters) =>
      getDefaultRoleAssumerWithWebIdentity(sts)(parameters),
    clientConfig: { requestHandler: handler, ...endpointOf(signInService(read), read.endpoints) },
  };
}

/** The service that the one remaining setting is for. @throws where two of them would need different ones */
function signInService({ profile, config, endpoints }: BaseProfile): ServiceId {
  const chain = (sourcesOf(profile, config.profiles) ?? []).map((name) => config.profiles.get(name));
  if (chain.some((settings) => setting(settings, 'login_session') !== undefined)) return 'Signin';
  const isRenewed = chain.some((settings) => setting(settings, 'sso_session') !== undefined);
  if (isRenewed && endpoints.urls.get('SSO') !== endpoints.urls.get('SSO OIDC'))
    throw asCredentialsError(userError('sso-endpoints-differ', { profile }));
  return 'SSO';
}

import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { parseArn } from '../core/arn';
import { awsEnvironment } from '../core/environment';
import { readOnlySessionPolicy } from '../core/policy';
import type { RoleRequest } from '../core/ports/aws';
import type { BaseCredentials, CallerIdentity } from '../core/sign-in/provision-role';
import { callAws } from './request';
import { credentialSource } from './credential-source';
import { readBaseProfile } from './base-profile';
import { clientSettings, forService, type ClientSettings } from './client-settings';
import type { Connection } from './connection';

export interface BaseQuery {
  readonly base: BaseCredentials;
  readonly region: string;
}

/** Clients that act with the base credentials, which are resolved again for each set of settings. */
export async function baseSettings(query: BaseQuery, connection: Connection): Promise<ClientSettings> {
  const credentials = connection.baseCredentials.provider(query.base);
  return settingsBeside(query, credentials, connection);
}

/** Clients with other credentials that were come by through the base credentials: they reach AWS in the same way. */
export async function settingsBeside(
  { base, region }: BaseQuery,
  credentials: ClientSettings['credentials'],
  connection: Connection,
): Promise<ClientSettings> {
  const { profile, endpoints } = await readBaseProfile(base, connection);
  return clientSettings({ region, credentials, profile, endpoint: endpoints }, connection);
}

/** Who the base credentials are, and where they came from. */
export async function callerIdentity(
  query: BaseQuery,
  connection: Connection,
  signal: AbortSignal,
): Promise<CallerIdentity> {
  const sts = new STSClient(forService(await baseSettings(query, connection), 'STS'));
  const { Arn: arn = '', Account: accountId = '' } = await callAws(signal, (options) =>
    sts.send(new GetCallerIdentityCommand(), options),
  );
  const environment = awsEnvironment(connection.machine);
  const source = credentialSource(query.base, await sts.config.credentials(), environment);
  return { accountId, arn, partition: parseArn(arn)?.partition ?? '', source };
}

/** @param seconds how long the session is to last */
export async function assumeRole(
  request: RoleRequest,
  seconds: number,
  connection: Connection,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const sts = new STSClient(forService(await baseSettings(request, connection), 'STS'));
  const command = new AssumeRoleCommand({
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    ExternalId: request.externalId,
    DurationSeconds: seconds,
    Policy: request.rights === 'reading' ? readOnlySessionPolicy() : undefined,
  });
  const askedAt = Date.now();
  const { Credentials: session } = await callAws(signal, (options) => sts.send(command, options));
  return {
    accessKeyId: session?.AccessKeyId ?? '',
    secretAccessKey: session?.SecretAccessKey ?? '',
    sessionToken: session?.SessionToken,
    // By this machine's clock, which may be off from the one that STS's own answer goes by.
    expiration: new Date(askedAt + seconds * 1000),
  };
}

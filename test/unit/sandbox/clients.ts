import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { Sandbox } from '../../sandbox/sandbox';

export const EXTERNAL_ID = '0123456789abcdef0123456789abcdef01234567';
export const REGION = 'eu-central-1';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Settings of an SDK client that calls the sandbox once, without retries that would hide errors. */
export function clientOf({ url }: Sandbox, credentials: Keys) {
  return { endpoint: url, region: REGION, credentials, maxAttempts: 1 };
}

/** Keys of the user `developer`. */
export function developerKeys({ accessKeyId, secretAccessKey }: Sandbox): Keys {
  return { accessKeyId, secretAccessKey };
}

/** Keys of a session of a role: the provision role's with its external ID, unless the request says otherwise. */
export async function sessionKeys(
  sandbox: Sandbox,
  request: Partial<AssumeRoleCommandInput> = {},
  caller: Keys = developerKeys(sandbox),
): Promise<Required<Keys>> {
  const { Credentials } = await new STSClient(clientOf(sandbox, caller)).send(
    new AssumeRoleCommand({
      RoleArn: sandbox.roleArn,
      RoleSessionName: 'test',
      ExternalId: EXTERNAL_ID,
      ...request,
    }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

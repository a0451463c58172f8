import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import type { BaseAccount, RoleDocuments } from '../core/ports/aws';
import { call, type SendOptions } from './call';
import { forService } from './client-settings';
import type { Connection } from './connection';
import { simulator } from './permissions';
import { unlessMissing } from './role';
import { homeRegion } from './sign-in-errors';
import { stackPort } from './stacks';
import { baseSettings, type BaseQuery } from './sts';

/** The account of the base credentials, in the region of its partition that is always enabled. */
export async function baseAccount(query: BaseQuery, connection: Connection): Promise<BaseAccount> {
  const settings = await baseSettings({ ...query, region: homeRegion(query.region) }, connection);
  const iam = new IAMClient(forService(settings, 'IAM'));
  return {
    stacks: stackPort(settings),
    simulate: simulator(settings),
    role: (role, signal) => call(signal, (send) => roleDocuments(iam, role, send)),
    roleArn: (RoleName, signal) =>
      call(signal, async (send) => {
        const answer = await unlessMissing(iam.send(new GetRoleCommand({ RoleName }), send));
        return answer?.Role?.Arn;
      }),
  };
}

async function roleDocuments(
  iam: IAMClient,
  { name, policyName }: { name: string; policyName: string },
  send: SendOptions,
): Promise<RoleDocuments | undefined> {
  const [role, policy] = await Promise.all([
    unlessMissing(iam.send(new GetRoleCommand({ RoleName: name }), send)),
    unlessMissing(iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policyName }), send)),
  ]);
  const trust = role?.Role?.AssumeRolePolicyDocument;
  if (trust === undefined) return undefined;
  return {
    trust: decodeURIComponent(trust),
    ...(policy?.PolicyDocument && { policy: decodeURIComponent(policy.PolicyDocument) }),
  };
}

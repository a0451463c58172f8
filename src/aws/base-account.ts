import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import type { BaseAccount, RoleDocuments } from '../core/ports/aws';
import { callAws, type RequestOptions } from './request';
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
    role: (role, signal) => callAws(signal, (options) => roleDocuments(iam, role, options)),
    roleArn: (RoleName, signal) =>
      callAws(signal, async (options) => {
        const answer = await unlessMissing(iam.send(new GetRoleCommand({ RoleName }), options));
        return answer?.Role?.Arn;
      }),
  };
}

async function roleDocuments(
  iam: IAMClient,
  { name, policyName }: { name: string; policyName: string },
  options: RequestOptions,
): Promise<RoleDocuments | undefined> {
  const [role, policy] = await Promise.all([
    unlessMissing(iam.send(new GetRoleCommand({ RoleName: name }), options)),
    unlessMissing(iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policyName }), options)),
  ]);
  const trust = role?.Role?.AssumeRolePolicyDocument;
  if (trust === undefined) return undefined;
  return {
    trust: decodeURIComponent(trust),
    ...(policy?.PolicyDocument && { policy: decodeURIComponent(policy.PolicyDocument) }),
  };
}

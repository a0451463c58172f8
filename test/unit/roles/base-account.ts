import { randomUUID } from 'node:crypto';
import { createAws } from '../../../src/aws/index';
import type { AwsPort, BaseAccount, ServiceRole } from '../../../src/core/ports/aws';
import { createRoles, defaultPlan, type CreatedRoles, type RolesRequest } from '../../../src/core/roles';
import { hastyClock } from '../../fakes/hasty-clock';
import type { Account } from '../../sandbox/accounts';
import type { AccessKey } from '../../sandbox/seed/seed';
import { seedUser } from '../../sandbox/seed/principals';
import type { Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { toAws } from '../../fakes/network';

export const INSTALLATION = '89abcdef0123456789abcdef01234567';
export const EXTERNAL_ID = 'c0ffee0123456789abcdef0123456789abcdef01';
export const SPEED = 2000;
export const never = new AbortController().signal;

const REQUEST: RolesRequest = {
  installation: INSTALLATION,
  externalId: EXTERNAL_ID,
  accountId: '111111111111',
  partition: 'aws',
  plan: defaultPlan(INSTALLATION),
};

type Query = Parameters<AwsPort['baseAccount']>[0];
const QUERY = { base: { kind: 'default' }, region: 'eu-central-1' } as const;
const aws = createAws({ send: toAws, log: () => undefined });

/** Runs with that user's credentials in the environment, as the extension would. */
export function as<T>(
  user: AccessKey,
  { env }: Sandbox,
  run: (base: BaseAccount) => Promise<T>,
  query: Query = QUERY,
): Promise<T> {
  const keys = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
  return withAws({ variables: { ...env, ...keys } }, async () => run(await aws.baseAccount(query)));
}

/** *Create roles for me*, with what the user chose. */
export function make(
  user: AccessKey,
  sandbox: Sandbox,
  request: Partial<RolesRequest> = {},
): Promise<CreatedRoles> {
  return as(user, sandbox, (base) => makeWith(base, request));
}

export function makeWith(base: BaseAccount, request: Partial<RolesRequest> = {}): Promise<CreatedRoles> {
  const ports = { base, clock: hastyClock(SPEED), onActivity: () => undefined, newToken: randomUUID };
  return createRoles({ ...REQUEST, ...request }, ports, never);
}

/** Assumes a role with an external ID, and lists service roles in the session; rejects where AWS denies either. */
export function serviceRolesSeenBy(
  roleArn: string,
  { sandbox, externalId = EXTERNAL_ID }: { readonly sandbox: Sandbox; readonly externalId?: string },
): Promise<readonly ServiceRole[]> {
  return as(sandbox.administrator, sandbox, async () => {
    const request = {
      ...QUERY,
      roleArn,
      externalId,
      sessionName: 'eks-clusters-test',
      rights: 'full' as const,
    };
    const session = await aws.assumeRole(request, never);
    return session.options.serviceRoles(never);
  });
}

/** A user who may do these actions and no others. */
export function userWith(account: Account, actions: readonly string[]): AccessKey {
  const secretAccessKey = randomUUID();
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
  const { accessKeyId } = seedUser(account, { name: `user-${randomUUID()}`, secretAccessKey, policy });
  return { accessKeyId, secretAccessKey };
}

/** A role of the base account, by its ARN. */
export function roleOf(sandbox: Sandbox, arn: string) {
  const role = sandbox.base.roles.get(arn.split('/').at(-1) ?? '');
  if (!role) throw new Error(`There is no role ${arn}.`);
  return role;
}

import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { MOTO_ACCOUNT } from './moto/server';
import { askBoth, CLUSTERS_ACCOUNT, limit, REGION, SESSION_NAME } from './simulations';

const QUERY = { base: { kind: 'default' }, region: REGION } as const;

describe('Signing in, to our sandbox and to moto', () => {
  it('tells the account and the source of the base credentials', async () => {
    const { ours, foreign } = await askBoth(({ aws }) => aws.callerIdentity(QUERY, limit()));
    strictEqual(ours.accountId, '111111111111');
    strictEqual(foreign.accountId, MOTO_ACCOUNT);
    for (const { accountId, partition, source, arn } of [ours, foreign]) {
      strictEqual(partition, 'aws');
      deepStrictEqual(source, { kind: 'environment' });
      match(arn, new RegExp(`^arn:aws:(iam|sts)::${accountId}:user/\\w+$`));
    }
  });

  it('makes the caller the session of the role, in the account of the role', async () => {
    const { ours, foreign } = await askBoth(({ sdk }) => sdk.sts.send(new GetCallerIdentityCommand()));
    strictEqual(ours.Arn, `arn:aws:sts::${CLUSTERS_ACCOUNT}:assumed-role/eks-provision/${SESSION_NAME}`);
    strictEqual(ours.Arn, foreign.Arn);
    strictEqual(ours.Account, foreign.Account);
    match(ours.UserId ?? '', /^AROA[A-Z0-9]{12,}:conformance$/);
    match(foreign.UserId ?? '', /^AROA[A-Z0-9]{12,}:conformance$/);
  });

  it('tells which regions the account may use', async () => {
    const access = await askBoth(({ session }) => session.regionAccess(limit()));
    deepStrictEqual(access, { ours: 'enabled', foreign: 'enabled' });
    const { ours, foreign } = await askBoth(({ sdk }) => sdk.ec2.send(new DescribeRegionsCommand()));
    const known = new Map(foreign.Regions?.map((region) => [region.RegionName, region]));
    ok(ours.Regions?.length);
    for (const { RegionName, OptInStatus } of ours.Regions ?? []) {
      strictEqual(OptInStatus, known.get(RegionName)?.OptInStatus, RegionName);
    }
  });
});

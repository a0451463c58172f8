import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-auto-scaling';
import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { createAws } from '../../../src/aws/index';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { clientOf, EXTERNAL_ID, REGION, sessionKeys } from './clients';
import { COMPUTE, createCluster } from './cluster-life';
import { toAws } from '../../fakes/network';

describe('simulated EC2 Auto Scaling on the wire', () => {
  let sandbox: Sandbox;
  let client: AutoScalingClient;

  before(async () => {
    sandbox = await startSandbox({ speed: 5000, externalId: EXTERNAL_ID });
    client = new AutoScalingClient(clientOf(sandbox, await sessionKeys(sandbox)));
    await withAws({ variables: sandbox.env }, async () => {
      const role = { roleArn: sandbox.roleArn, region: REGION, base: { kind: 'default' } } as const;
      const session = await createAws({ send: toAws, log: () => undefined }).assumeRole(
        { ...role, externalId: EXTERNAL_ID, sessionName: 'test', rights: 'full' },
        AbortSignal.timeout(30_000),
      );
      const { state } = await createCluster(sandbox, {
        session,
        roleArn: sandbox.roleArn,
        name: 'demo',
        compute: COMPUTE['self-managed'],
      });
      strictEqual(state.kind, 'succeeded');
    });
  });

  after(() => sandbox.stop());

  it('shows a group with its instances, its launch template and its tags', async () => {
    const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({}));
    const [group, ...others] = AutoScalingGroups ?? [];
    ok(group);
    strictEqual(others.length, 0);
    deepStrictEqual([group.MinSize, group.DesiredCapacity, group.MaxSize], [1, 2, 2]);
    match(group.AutoScalingGroupName ?? '', /^eks-clusters-demo-NodeGroup-\w{12}$/);
    match(group.LaunchTemplate?.LaunchTemplateId ?? '', /^lt-0/);
    deepStrictEqual(
      group.Instances?.map(({ LifecycleState, AvailabilityZone }) => [LifecycleState, AvailabilityZone]),
      [
        ['InService', 'eu-central-1a'],
        ['InService', 'eu-central-1b'],
      ],
    );
    const owned = group.Tags?.find(({ Key }) => Key === 'kubernetes.io/cluster/demo');
    deepStrictEqual([owned?.Value, owned?.PropagateAtLaunch], ['owned', true]);
  });

  it('tells what it did, a page at a time', async () => {
    const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({}));
    const AutoScalingGroupName = AutoScalingGroups?.[0]?.AutoScalingGroupName;
    const page = (NextToken?: string) =>
      client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName, MaxRecords: 1, NextToken }));
    const first = await page();
    const second = await page(first.NextToken);
    strictEqual(second.NextToken, undefined);
    for (const { Activities } of [first, second]) {
      deepStrictEqual(
        Activities?.map(({ StatusCode }) => StatusCode),
        ['Successful'],
      );
      match(Activities[0]?.Description ?? '', /^Launching a new EC2 instance: i-0/);
    }
  });

  it('knows no group by another name, and none for those who may not look', async () => {
    await rejects(client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'none' })), {
      name: 'ValidationError',
    });
    const nobody = await sessionKeys(sandbox, {
      RoleArn: sandbox.roleArn.replace('eks-provision', 'eks-no-permissions'),
    });
    await rejects(
      new AutoScalingClient(clientOf(sandbox, nobody)).send(new DescribeAutoScalingGroupsCommand({})),
      /not authorized to perform: autoscaling:DescribeAutoScalingGroups/,
    );
  });
});

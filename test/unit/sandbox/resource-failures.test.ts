import assert from 'node:assert/strict';
import { defaultVariant, templateOf } from '../../../src/core/template';
import { SELF_MANAGED_COMPUTE, SPEC } from '../../fakes/cluster-spec';
import { StackAccount } from '../../fakes/stack-account';
import { parseResourceFailure } from '../../sandbox/resource-failures';

const UNHEALTHY = { code: 'NodeCreationFailure', message: 'Unhealthy nodes in the kubernetes cluster' };
const HELD = {
  code: 'Ec2SecurityGroupDeletionFailure',
  message: 'DependencyViolation - resource sg-0bd8dbb175db76b34 has a dependent object',
};

describe('simulated account: resources that go wrong on purpose', () => {
  it('fails a node group once, with the issue that EKS shows; continuing creates it again and keeps the cluster', async () => {
    const account = new StackAccount();
    account.aws.resourceFailures.add({ resource: 'nodegroup', when: 'create', ...UNHEALTHY, times: 1 });
    await account.createStack();
    await account.minutes(40);
    assert.match(
      (await account.failureOf('NodeGroup')) ?? '',
      /^Resource handler returned message: "\[Issue\(Code=NodeCreationFailure, Message=Unhealthy nodes in the kubernetes cluster, ResourceIds=\[\S+\]\)\] \(Service: null, Status Code: 0, Request ID: null\)" \(RequestToken: [\da-f-]+, HandlerErrorCode: GeneralServiceException\)$/,
    );
    const [cluster] = account.aws.eks.clusters;
    assert.equal([...(cluster?.nodegroups.values() ?? [])][0]?.issues[0]?.code, 'NodeCreationFailure');

    await continueStack(account);
    await account.minutes(20);
    assert.equal((await account.stack()).StackStatus, 'UPDATE_COMPLETE');
    assert.equal(account.aws.eks.clusters[0], cluster);
  });

  it('fails an add-on', async () => {
    const account = new StackAccount();
    const message = 'The add-on is unhealthy because all deployments have all pods unscheduled';
    account.aws.resourceFailures.add({
      resource: 'addon',
      when: 'create',
      code: 'AddonPermissionFailure',
      message,
    });
    await account.createStack();
    await account.minutes(40);
    assert.equal((await account.stack()).StackStatus, 'CREATE_FAILED');
    const reasons = (await account.events()).map(({ ResourceStatusReason }) => ResourceStatusReason ?? '');
    assert.ok(reasons.some((reason) => reason.includes('Code=AddonPermissionFailure')));
  });

  it('fails the launch of an Auto Scaling group, and says so in its activities', async () => {
    const account = new StackAccount();
    const message = 'Client.InternalError: Client error on launch.';
    account.aws.resourceFailures.add({
      resource: 'Auto Scaling group',
      when: 'create',
      code: 'none',
      message,
      times: 1,
    });
    const network = { vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupId: 'sg-1' };
    const compute = { ...SELF_MANAGED_COMPUTE, instanceType: 'm6i.large', amiType: 'AL2023_x86_64_STANDARD' };
    await account.createStackOf(
      { ...SPEC, ...network, compute } as typeof SPEC,
      templateOf(defaultVariant('self-managed')),
    );
    await account.minutes(60);
    assert.match((await account.failureOf('NodeGroup')) ?? '', /Client error on launch/);
    const outcome = account.aws.autoScaling.groups[0]?.activities.at(-1)?.outcome;
    assert.deepEqual(outcome, { statusCode: 'Failed', message });
  });

  it('keeps a stack whose node group something left behind holds on to, until it is removed', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(20);
    account.aws.resourceFailures.add({ resource: 'nodegroup', when: 'delete', ...HELD });
    const arn = (await account.stack()).StackId;
    for (const attempt of [1, 2]) {
      await account.call('DeleteStack', { StackName: arn });
      await account.minutes(20);
      const { StackStatus, StackStatusReason } = await account.stack(arn);
      assert.equal(StackStatus, 'DELETE_FAILED', `${attempt}`);
      assert.equal(StackStatusReason, 'The following resource(s) failed to delete: [NodeGroup]. ');
    }
    const failed = (await account.events()).find(
      ({ LogicalResourceId, ResourceStatus }) =>
        LogicalResourceId === 'NodeGroup' && ResourceStatus === 'DELETE_FAILED',
    );
    assert.match(failed?.ResourceStatusReason ?? '', /resource sg-0bd8dbb175db76b34 has a dependent object/);
    account.aws.resourceFailures.clear();
    await account.call('DeleteStack', { StackName: arn });
    await account.minutes(20);
    assert.equal((await account.stack(arn)).StackStatus, 'DELETE_COMPLETE');
    assert.deepEqual(account.aws.eks.clusters, []);
  });

  it('says what is wrong with failure that makes no sense', () => {
    for (const posted of [{}, { resource: 'addon', when: 'delete', message: 'held' }]) {
      assert.throws(() => parseResourceFailure(posted), { code: 'InvalidResourceFailure' });
    }
  });
});

/** Continues from the failure point, with nothing changed. */
async function continueStack(account: StackAccount): Promise<void> {
  const { Parameters, StackId } = await account.stack();
  const { TemplateBody } = await account.call('GetTemplate', { StackName: StackId });
  await account.call('UpdateStack', {
    StackName: StackId,
    TemplateBody,
    Parameters: Parameters.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: 'true' })),
    Capabilities: ['CAPABILITY_IAM'],
    DisableRollback: 'true',
  });
}

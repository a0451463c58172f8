import assert from 'node:assert/strict';
import { StackAccount } from '../../fakes/stack-account';

const NAME = 'eks-clusters-demo';

describe('simulated CloudFormation: a stack that may not simply go', () => {
  it('is refused while termination protection is on', async () => {
    const account = new StackAccount();
    const arn = await account.createStack({}, { EnableTerminationProtection: 'true' });
    await account.minutes(20);
    await assert.rejects(account.call('DeleteStack', { StackName: NAME }), {
      code: 'ValidationError',
      message: `Stack [${NAME}] cannot be deleted while TerminationProtection is enabled`,
    });
    assert.equal((await account.stack()).StackStatus, 'CREATE_COMPLETE');
    await account.call('UpdateTerminationProtection', {
      StackName: arn,
      EnableTerminationProtection: 'false',
    });
    await account.call('DeleteStack', { StackName: NAME });
    await account.minutes(20);
    assert.equal((await account.stack(arn)).StackStatus, 'DELETE_COMPLETE');
  });

  it('lets go of what cannot be deleted, and of nothing before that has failed', async () => {
    const account = new StackAccount();
    const arn = await account.createStack();
    await account.minutes(20);
    const retaining = { StackName: arn, RetainResources: ['NodeGroup', 'Cluster'] };
    await assert.rejects(account.call('DeleteStack', retaining), { code: 'ValidationError' });
    const held = { code: 'Ec2SecurityGroupDeletionFailure', message: 'has a dependent object' };
    account.aws.resourceFailures.add({ resource: 'nodegroup', when: 'delete', ...held });
    await account.call('DeleteStack', { StackName: arn });
    await account.minutes(20);
    assert.equal((await account.stack(arn)).StackStatus, 'DELETE_FAILED');
    await account.call('DeleteStack', retaining);
    await account.minutes(20);
    assert.equal((await account.stack(arn)).StackStatus, 'DELETE_COMPLETE');
    assert.ok((await account.history(arn)).includes('Cluster DELETE_SKIPPED'));
    assert.equal(account.aws.eks.clusters.length, 1);
  });
});

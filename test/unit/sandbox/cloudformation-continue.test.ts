import assert from 'node:assert/strict';
import { StackAccount } from '../../fakes/stack-account';

describe('simulated CloudFormation: an update with rollback off', () => {
  it('does not replace a node group that is complete', async () => {
    const account = await accountAfterUpdate({ InstanceTypes: 'm6i.xlarge' });
    assert.equal((await account.stack()).StackStatus, 'UPDATE_FAILED');
    const failed = (await account.events()).find(
      ({ ResourceStatus, LogicalResourceId }) =>
        ResourceStatus === 'UPDATE_FAILED' && LogicalResourceId === 'NodeGroup',
    );
    assert.equal(
      failed?.ResourceStatusReason,
      'Replacement type updates not supported on stack with disable-rollback.',
    );
  });

  for (const size of ['1', '2']) {
    it(`brings a node group that is complete to ${size} nodes`, async () => {
      const account = await accountAfterUpdate({ DesiredSize: size });
      assert.equal((await account.stack()).StackStatus, 'UPDATE_COMPLETE');
      const nodes = [...(account.aws.apis.get('demo')?.nodes.values() ?? [])];
      assert.deepEqual(
        nodes.map(({ ready }) => ready),
        Array.from({ length: Number(size) }, () => true),
      );
      assert.ok(account.authorizations.some(({ action }) => action === 'eks:UpdateNodegroupConfig'));
    });
  }
});

/** A complete stack of one or two nodes, then updated with these parameters. */
async function accountAfterUpdate(change: Readonly<Record<string, string>>): Promise<StackAccount> {
  const account = new StackAccount();
  await account.createStack({ DesiredSize: change['DesiredSize'] === '2' ? '1' : '2' });
  await account.minutes(20);
  const { Parameters, StackId } = await account.stack();
  const { TemplateBody } = await account.call('GetTemplate', { StackName: StackId });
  await account.call('UpdateStack', {
    StackName: StackId,
    TemplateBody,
    Parameters: Parameters.map(({ ParameterKey, ParameterValue }) => ({
      ParameterKey,
      ParameterValue: change[ParameterKey] ?? ParameterValue,
    })),
    Capabilities: ['CAPABILITY_IAM'],
    DisableRollback: 'true',
  });
  await account.minutes(20);
  return account;
}

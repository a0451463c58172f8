import assert from 'node:assert/strict';
import { ServiceError } from '../../sandbox/service';
import { addRole } from '../../fakes/simulated-aws';
import { StackAccount } from '../../fakes/stack-account';

const BARE_ROLE = 'arn:aws:iam::222222222222:role/bare';
const NODES_ROLE = 'arn:aws:iam::222222222222:role/nodes';

/** An account in which two more roles are no service roles. */
function accountWithRoles(): StackAccount {
  const account = new StackAccount();
  addRole(account.aws.roles, { arn: BARE_ROLE, service: 'eks.amazonaws.com', policies: [] });
  addRole(account.aws.roles, { arn: NODES_ROLE, service: 'ec2.amazonaws.com', policies: [] });
  return account;
}

describe('simulated CloudFormation: a stack that fails', () => {
  const failures: [string, string, Record<string, string>, RegExp][] = [
    [
      'subnets in one zone',
      'Cluster',
      { SubnetIds: 'subnet-a,subnet-a2' },
      /^Resource handler returned message: "Subnets specified must be in at least two different AZs \(Service: Eks, Status Code: 400, Request ID: [\da-f-]+\).*HandlerErrorCode: InvalidRequest\)$/,
    ],
    [
      'a subnet in a Local Zone',
      'Cluster',
      { SubnetIds: 'subnet-a,subnet-b,subnet-hamburg' },
      /because eu-central-1-ham-1a, the targeted availability zone, .* choose from these availability zones: eu-central-1a, eu-central-1b/,
    ],
    [
      'a service role without its policy',
      'Cluster',
      { ClusterRoleArn: BARE_ROLE },
      /The provided role doesn't have the Amazon EKS Managed Policies associated with it/,
    ],
    [
      'a service role that EKS cannot assume',
      'Cluster',
      { ClusterRoleArn: NODES_ROLE },
      /Role with arn: \S+, could not be assumed because it does not exist or the trusted entity is not correct/,
    ],
    [
      'a version that EKS does not offer',
      'Cluster',
      { KubernetesVersion: '1.19' },
      /unsupported Kubernetes version 1\.19/,
    ],
    [
      'a security group of another VPC',
      'Cluster',
      { ControlPlaneSecurityGroupIds: 'sg-elsewhere' },
      /are not in the same VPC/,
    ],
    [
      'a KMS key that does not exist',
      'Cluster',
      { KmsKeyArn: 'arn:aws:kms:eu-central-1:222222222222:key/lost' },
      /The keyArn in encryptionConfig provider is invalid: \S+:key\/lost was not found\./,
    ],
    [
      'a key pair that does not exist',
      'NodeGroup',
      { KeyName: 'lost' },
      /The key pair 'lost' does not exist/,
    ],
    [
      'a subnet that nothing leads out of',
      'NodeGroup',
      { NodeSubnetIds: 'subnet-a,subnet-isolated' },
      /Code=NodeCreationFailure, Message=Instances failed to join the kubernetes cluster/,
    ],
    [
      'an instance type of another architecture',
      'NodeGroup',
      { InstanceTypes: 'm7g.large' },
      /\[m7g\.large\] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD/,
    ],
    [
      'an instance type that one zone does not offer',
      'NodeGroup',
      { InstanceTypes: 'p5.48xlarge' },
      /Your requested instance type \(p5\.48xlarge\) is not supported in your requested Availability Zone \(eu-central-1b\)/,
    ],
  ];
  for (const [what, logicalId, parameters, reason] of failures) {
    it(`says so in AWS's words for ${what}`, async () => {
      const account = accountWithRoles();
      await account.createStack(parameters);
      await account.minutes(30);
      assert.match((await account.failureOf(logicalId)) ?? '', reason);
      assert.equal((await account.stack()).StackStatus, 'CREATE_FAILED');
    });
  }

  it('refuses the name of a cluster that exists', async () => {
    const account = new StackAccount();
    await account.createStack({}, { StackName: 'first' });
    await account.minutes(15);
    await account.createStack();
    await account.minutes(1);
    assert.match(
      (await account.failureOf('Cluster')) ?? '',
      /Cluster already exists with name: demo.*AlreadyExists/,
    );
  });

  it('stops what is in progress, and with DisableRollback keeps what there is', async () => {
    const account = accountWithRoles();
    await account.createStack({ ClusterRoleArn: BARE_ROLE });
    await account.minutes(1);
    assert.equal(await account.failureOf('NodeRole'), 'Resource creation cancelled');
    const { StackStatus, StackStatusReason } = await account.stack();
    assert.equal(StackStatus, 'CREATE_FAILED');
    assert.match(
      StackStatusReason ?? '',
      /^The following resource\(s\) failed to create: \[.*Cluster.*\]\.$/,
    );
    const length = (await account.history()).length;
    await account.minutes(30);
    assert.equal((await account.history()).length, length, 'nothing happens afterwards');
    assert.ok([...account.aws.roles.keys()].some((arn) => arn.includes('NodeRole')));
  });

  it('rolls back what it has made where that is wanted', async () => {
    const account = accountWithRoles();
    await account.createStack({ InstanceTypes: 'p5.48xlarge' }, { DisableRollback: 'false' });
    await account.minutes(25);
    const history = await account.history();
    assert.ok(history.includes('eks-clusters-demo ROLLBACK_IN_PROGRESS'));
    assert.ok(history.indexOf('NodeGroup DELETE_COMPLETE') < history.indexOf('Cluster DELETE_IN_PROGRESS'));
    assert.equal(history.at(-1), 'eks-clusters-demo ROLLBACK_COMPLETE');
    assert.deepEqual(account.aws.eks.clusters, []);
    assert.ok(account.aws.apis.get('demo')?.stopped);
    assert.equal(account.aws.launchTemplates.size, 0);
  });

  it('leaves nothing but its ID where a failure means deletion', async () => {
    const account = accountWithRoles();
    const id = await account.createStack(
      { ClusterRoleArn: BARE_ROLE },
      { DisableRollback: undefined, OnFailure: 'DELETE' },
    );
    await account.minutes(5);
    await assert.rejects(account.stack(), { message: 'Stack with id eks-clusters-demo does not exist' });
    assert.equal((await account.stack(id)).StackStatus, 'DELETE_COMPLETE');
  });

  it('ends at the timeout that was asked for', async () => {
    const account = new StackAccount();
    await account.createStack({}, { TimeoutInMinutes: '5' });
    await account.minutes(6);
    const { StackStatus, StackStatusReason } = await account.stack();
    assert.equal(StackStatus, 'CREATE_FAILED');
    assert.equal(StackStatusReason, 'Stack creation time exceeded the specified timeout.');
  });

  it('fails a resource whose handler needs a permission that the caller lacks', async () => {
    const account = new StackAccount();
    account.deny = ({ action, resource }) => {
      if (action !== 'eks:CreateNodegroup') return;
      throw new ServiceError(
        'AccessDeniedException',
        `User: u is not authorized to perform: ${action} on resource: ${resource ?? ''}`,
        403,
      );
    };
    await account.createStack();
    await account.minutes(15);
    assert.match(
      (await account.failureOf('NodeGroup')) ?? '',
      /not authorized to perform: eks:CreateNodegroup on resource: arn:aws:eks:eu-central-1:222222222222:cluster\/demo .*HandlerErrorCode: AccessDenied/,
    );
  });

  it('fails in the middle when the session that it runs with ends', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(5);
    account.deny = () => {
      throw new ServiceError('ExpiredToken', 'The security token included in the request is expired', 403);
    };
    await account.minutes(10);
    account.deny = () => undefined;
    assert.match(
      (await account.failureOf('Cluster')) ?? '',
      /The security token included in the request is expired/,
    );
  });
});

describe('simulated CloudFormation: a stack that is deleted', () => {
  it('goes in reverse order, and afterwards is found by its ID alone', async () => {
    const account = new StackAccount();
    const id = await account.createStack();
    await account.minutes(15);
    await account.call('DeleteStack', { StackName: 'eks-clusters-demo' });
    await account.minutes(10);
    await assert.rejects(account.stack(), { message: 'Stack with id eks-clusters-demo does not exist' });
    assert.equal((await account.stack(id)).StackStatus, 'DELETE_COMPLETE');
    const history = await account.history(id);
    const at = (event: string): number => history.indexOf(event);
    assert.ok(at('EbsCsi DELETE_COMPLETE') < at('NodeGroup DELETE_IN_PROGRESS'));
    assert.ok(at('NodeGroup DELETE_COMPLETE') < at('Cluster DELETE_IN_PROGRESS'));
    assert.ok(at('Cluster DELETE_COMPLETE') > 0);
    assert.ok(account.aws.apis.get('demo')?.stopped);
    assert.ok(![...account.aws.roles.keys()].some((arn) => arn.includes('eks-clusters-demo')));
  });

  it('may begin while it is still created: EKS first finishes what it began', async () => {
    const account = new StackAccount();
    const id = await account.createStack();
    await account.minutes(3);
    await account.call('DeleteStack', { StackName: id });
    await account.minutes(20);
    assert.equal((await account.stack(id)).StackStatus, 'DELETE_COMPLETE');
    assert.deepEqual(account.aws.eks.clusters, []);
  });

  for (const seconds of [0, 1, 2]) {
    it(`may begin ${seconds} seconds after the creation`, async () => {
      const account = new StackAccount();
      const id = await account.createStack();
      await account.aws.clock.advance(seconds * 1000);
      await account.call('DeleteStack', { StackName: id });
      await account.minutes(20);
      assert.equal((await account.stack(id)).StackStatus, 'DELETE_COMPLETE');
      assert.ok((await account.history(id)).every((event) => !event.endsWith('demo CREATE_COMPLETE')));
      assert.deepEqual(account.aws.eks.clusters, []);
      assert.equal(account.aws.launchTemplates.size, 0);
    });
  }

  it('fails and keeps the cluster where the caller may not delete it', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(15);
    account.deny = ({ action }) => {
      if (action === 'eks:DeleteCluster') throw new ServiceError('AccessDeniedException', 'no', 403);
    };
    await account.call('DeleteStack', { StackName: 'eks-clusters-demo' });
    await account.minutes(15);
    const { StackStatus, StackStatusReason } = await account.stack();
    assert.equal(StackStatus, 'DELETE_FAILED');
    assert.equal(StackStatusReason, 'The following resource(s) failed to delete: [Cluster]. ');
    assert.equal(account.aws.eks.clusters.length, 1);
  });

  it('is no error when there is no such stack', async () => {
    await new StackAccount().call('DeleteStack', { StackName: 'never' });
  });
});

import { match, ok, strictEqual } from 'node:assert/strict';
import { provisionPolicy } from '../../../src/core/policy';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster } from '../sandbox/cluster-life';

describe('In an account whose organization requires tags on roles', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({
      speed: 10_000,
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
  });

  after(() => sandbox.stop());

  it('a cluster cannot be created without them, and its failure names the policy', async () => {
    const state = await createWhereRolesNeed('cost-center');
    ok(state.kind === 'failed');
    match(
      state.failure.cause,
      /iam:CreateRole on resource: arn:aws:iam::222222222222:role\/eks-clusters-\S+ with an explicit deny in a service control policy/,
    );
  });

  it('a cluster can be created with them, because roles inherit the tags of their stack', async () => {
    const state = await createWhereRolesNeed('eks-clusters:operation');
    strictEqual(state.kind, 'succeeded');
  });

  function createWhereRolesNeed(tag: string) {
    sandbox.clusters.serviceControlPolicies = [
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          {
            Effect: 'Deny',
            Action: 'iam:CreateRole',
            Resource: '*',
            Condition: { Null: { [`aws:RequestTag/${tag}`]: 'true' } },
          },
        ],
      }),
    ];
    return withAws({ variables: sandbox.env }, async () => {
      const name = `tagged-${tag.replace(':', '-')}`;
      const roleArn = clusterRoleArn(sandbox, `eks-${name}`);
      const policy = provisionPolicy({
        compute: ['auto'],
        includeDelete: true,
        serviceRole: sandbox.autoServiceRoleArn,
        provisionRole: roleArn,
      });
      const session = await assumeRoleWith(sandbox, { name: `eks-${name}`, policy });
      const cluster = { session, roleArn, name, compute: COMPUTE.auto };
      return (await createCluster(sandbox, cluster, new FakeKubernetes())).state;
    });
  }
});

import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import { userError } from '../../../src/core/errors/catalogue';
import { INSTALLATION_TAG, OPERATION_TAG } from '../../../src/core/naming';
import { planDeletion } from '../../../src/core/operation/delete/plan-deletion';
import { KubernetesError, type KubernetesApi } from '../../../src/core/ports/kubernetes';
import type { Operation } from '../../../src/core/operation/operation';
import type { StackDescription } from '../../../src/core/ports/stacks';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { HEALTHY, STACK_ARN } from '../../fakes/stacks';

const CLUSTER = { name: 'demo', region: 'eu-central-1', accountId: '222222222222', partition: 'aws' };
const OURS: StackDescription = {
  arn: STACK_ARN,
  name: 'eks-clusters-demo',
  status: 'CREATE_COMPLETE',
  tags: { [OPERATION_TAG]: 'the-creation', [INSTALLATION_TAG]: 'this-one' },
  parameters: {},
  outputs: { ClusterArn: 'arn:aws:eks:eu-central-1:222222222222:cluster/demo' },
};

describe('The plan of a deletion', () => {
  it('lists what is deleted and who owns the stack', async () => {
    const plan = await planned(OURS);
    strictEqual(plan.stackArn, STACK_ARN);
    strictEqual(plan.owner, 'the-creation');
    match(plan.resources.join(), /Control plane/);
    deepStrictEqual(plan.leftovers, []);
    deepStrictEqual(plan.claim, { kind: 'output' });
    deepStrictEqual(plan.doubts, []);
  });

  it('accepts a stack without an output if our journal or history knows its operation', async () => {
    const { claim, doubts } = await planned({ ...OURS, outputs: {} }, nobody, {
      operations: [anOperation({ id: 'the-creation' })],
    });
    deepStrictEqual(claim, { kind: 'journal' });
    deepStrictEqual(doubts, []);
  });

  const CREATION = anOperation({ id: 'the-creation' });
  const DOUBTFUL: Readonly<Record<string, readonly [Partial<StackDescription>, readonly Operation[]]>> = {
    'of another installation': [{ tags: { ...OURS.tags, [INSTALLATION_TAG]: 'another' } }, []],
    'of another installation, whose operation we happen to know': [
      { tags: { ...OURS.tags, [INSTALLATION_TAG]: 'another' }, outputs: {} },
      [CREATION],
    ],
    'of no installation': [{ tags: { [OPERATION_TAG]: 'the-creation' } }, []],
    'without an output and an operation that we know': [{ outputs: {} }, []],
    'without an output, of an operation for another cluster': [
      { outputs: {} },
      [{ ...CREATION, clusterName: 'other' }],
    ],
    'without an output, of an operation in another account': [
      { outputs: {} },
      [{ ...CREATION, accountId: '333333333333' }],
    ],
  };
  for (const [what, [change, operations]] of Object.entries(DOUBTFUL)) {
    it(`warns that a stack ${what} might not be ours`, async () => {
      const stack = { ...OURS, ...change };
      const { claim, doubts } = await planned(stack, nobody, { operations });
      strictEqual(doubts.length, 1);
      deepStrictEqual(claim, { kind: 'agreed', installation: stack.tags[INSTALLATION_TAG] });
    });
  }

  it('warns of load balancers and volumes, which are not part of the stack', async () => {
    const kubernetes = new FakeKubernetes();
    kubernetes.loadBalancerList = [
      { namespace: 'shop', name: 'web', hostname: 'web.elb.example' },
      { namespace: 'shop', name: 'new' },
    ];
    kubernetes.volumeList = [{ name: 'data', volumeId: 'vol-1', deletedWithClaim: true }];
    const { leftovers } = await planned(OURS, () => Promise.resolve(kubernetes));
    strictEqual(leftovers.length, 3);
    match(
      leftovers.join('\n'),
      /shop\/web \(web\.elb\.example\).*\n.*shop\/new \(no address yet\).*\n.*vol-1/,
    );
  });

  it('is created with a warning if the cluster cannot be reached', async () => {
    const { resources, leftovers } = await planned(OURS, () =>
      Promise.reject(new KubernetesError('unreachable', 'Nobody answers.')),
    );
    match(resources.join(), /Control plane/);
    match(leftovers.join(), /Could not check whether/);
  });

  it('is rejected for a protected cluster', async () => {
    await rejects(planned(OURS, nobody, { isProtected: true }), { code: 'cluster-protected' });
  });

  const NOT_OURS: Readonly<Record<string, StackDescription>> = {
    'without our tag': { ...OURS, tags: {} },
    'of another cluster': { ...OURS, outputs: { ClusterArn: `${OURS.outputs['ClusterArn']}-2` } },
  };
  for (const [what, stack] of Object.entries(NOT_OURS)) {
    it(`is rejected for a stack with our name ${what}`, () =>
      rejects(planned(stack), { code: 'stack-not-ours' }));
  }

  it('is rejected if there is no stack', () => rejects(planned(undefined), { code: 'stack-missing' }));
});

const nobody = () => Promise.reject(userError('cluster-vanished', { name: 'demo' }));

async function planned(
  stack: StackDescription | undefined,
  api: () => Promise<KubernetesApi> = nobody,
  { isProtected = false, operations = [] as readonly Operation[] } = {},
) {
  const aws = new FakeWorld(HEALTHY.map((row) => ({ ...row, minute: 0 })));
  aws.stacks.existing = stack;
  aws.cluster = aws.cluster && { ...aws.cluster, deletionProtection: isProtected };
  const session = await aws.ports.session();
  const records = () => Promise.resolve({ installation: 'this-one', operations });
  return planDeletion(CLUSTER, { session, api, records }, new AbortController().signal);
}

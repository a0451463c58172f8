import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { retryPlan } from '../../../src/core/operation/retry-plan';
import type { Creation } from '../../../src/core/operation/operation';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { AUTO, MANAGED, SELF_MANAGED, SPEC } from '../../fakes/cluster-spec';
import { anOperation } from '../../fakes/operation';
import { STACK_ARN } from '../../fakes/stacks';

const FAILURE = { message: 'It failed.', cause: 'A cause.', remedy: 'A remedy.' };

function failed(
  remaining: readonly string[] | undefined,
  change: Partial<Extract<Creation['stack'], { step: 'failed' }>> = {},
  spec: ClusterSpec = SPEC,
): Creation {
  const stack = {
    step: 'failed',
    arn: STACK_ARN,
    failedAt: 1,
    failure: FAILURE,
    recovery: 'update-stack',
  } as const;
  return anOperation({ spec, stack: { ...stack, remaining, ...change } });
}

/** The outcome of a retry: the field where it is refused, or how it continues. */
function planFor(operation: Creation, change: Partial<ClusterSpec>): string {
  const plan = retryPlan(operation, { ...operation.spec, ...change });
  return plan.kind === 'refused' ? plan.field : plan.kind;
}

const OF_THE_CLUSTER: readonly [field: string, change: Partial<ClusterSpec>][] = [
  ['name', { name: 'other' }],
  ['kubernetesVersion', { kubernetesVersion: '1.34' }],
  ['serviceRoleArn', { serviceRoleArn: 'arn:aws:iam::222222222222:role/other' }],
  ['vpcId', { vpcId: 'vpc-other' }],
  ['kmsKeyArn', { kmsKeyArn: 'arn:aws:kms:eu-central-1:222222222222:key/1' }],
  ['serviceIpv4Cidr', { compute: { ...MANAGED, serviceIpv4Cidr: '10.100.0.0/16' } }],
  ['compute', { compute: { kind: 'auto' } }],
];

const OF_THE_NODES: readonly [field: string, change: Partial<ClusterSpec>][] = [
  ['compute', { compute: { ...SELF_MANAGED.compute, serviceIpv4Cidr: undefined } as ClusterSpec['compute'] }],
  ['subnetIds', { subnetIds: ['subnet-0000000a', 'subnet-0000000c'] }],
  ['instanceType', { compute: { ...MANAGED, instanceType: 'm7i.large' } }],
  ['instanceType', { compute: { ...MANAGED, amiType: 'AL2023_ARM_64_STANDARD' } }],
  ['otherTypes', { compute: { ...MANAGED, otherTypes: ['m6a.large'] } }],
  ['system', { compute: { ...MANAGED, amiType: 'BOTTLEROCKET_x86_64' } }],
  ['capacityType', { compute: { ...MANAGED, capacityType: 'SPOT' } }],
  ['volumeSize', { compute: { ...MANAGED, volumeSize: 40 } }],
  ['keyPair', { keyPair: 'mine' }],
];

const FREE: readonly Partial<ClusterSpec>[] = [
  { compute: { ...MANAGED, nodeCount: 1 } },
  { logTypes: ['api'] },
  { endpoint: { access: 'public', publicCidrs: ['203.0.113.0/24'] } },
  { addOns: [] },
  { administrators: ['arn:aws:iam::222222222222:role/admin'] },
  { deletionProtection: true },
  { tags: { team: 'a' } },
];

describe('A retry of a creation that failed', () => {
  for (const [field, change] of OF_THE_CLUSTER)
    it(`is refused at ${field} if the control plane exists: ${JSON.stringify(change)}`, () => {
      strictEqual(planFor(failed(['Cluster']), change), field);
      strictEqual(planFor(failed(['NodeRole']), change), 'recreate');
    });

  for (const [field, change] of OF_THE_NODES)
    it(`is refused at ${field} only if the nodes exist: ${JSON.stringify(change)}`, () => {
      strictEqual(planFor(failed(['Cluster', 'NodeGroup']), change), field);
      strictEqual(planFor(failed(['Cluster']), change), 'continue');
    });

  it('continues with any other change', () => {
    for (const change of FREE) strictEqual(planFor(failed(['Cluster', 'NodeGroup']), change), 'continue');
  });

  it('recreates everything if the stack cannot continue or its resources are unknown', () => {
    strictEqual(planFor(failed(['Cluster'], { recovery: 'recreate' }), { name: 'other' }), 'recreate');
    strictEqual(planFor(failed(undefined), {}), 'recreate');
  });

  it('treats a complete stack as having control plane and nodes, even if it cannot be read', () => {
    const complete = failed(undefined, { recovery: 'post-create' });
    strictEqual(planFor(complete, {}), 'continue');
    strictEqual(planFor(complete, { keyPair: 'mine' }), 'keyPair');
  });

  it('always has a reason when refused', () => {
    const operation = failed(['Cluster', 'NodeGroup']);
    for (const [field, change] of [...OF_THE_CLUSTER, ...OF_THE_NODES]) {
      const plan = retryPlan(operation, { ...SPEC, ...change });
      ok(plan.kind === 'refused', field);
      strictEqual(plan.field, field);
      ok(plan.message.endsWith('.'), plan.message);
    }
  });

  it('is never refused unchanged', () => {
    const resources = fc.subarray(['Cluster', 'NodeGroup', 'NodeRole', 'AdminAccess']);
    const recovery = fc.constantFrom('update-stack', 'post-create', 'recreate');
    const spec = fc.constantFrom(SPEC, AUTO, SELF_MANAGED);
    fc.assert(
      fc.property(fc.option(resources, { nil: undefined }), recovery, spec, (remaining, how, asked) => {
        const operation = failed(remaining, { recovery: how }, asked);
        return retryPlan(operation, structuredClone(asked)).kind !== 'refused';
      }),
    );
  });
});

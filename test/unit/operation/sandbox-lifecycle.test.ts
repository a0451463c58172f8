import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { userError } from '../../../src/core/errors/catalogue';
import { stackName } from '../../../src/core/naming';
import type { Deletion, Operation } from '../../../src/core/operation/operation';
import { planDeletion, type DeletionPlan } from '../../../src/core/operation/delete/plan-deletion';
import { provisionPolicy } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { COMPUTE_KINDS, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { Window } from '../../fakes/window';
import { FakeWorkspace } from '../../fakes/workspace';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { temporaryFolder } from '../files/temporary-folder';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import {
  assumeRoleWith,
  clockFor,
  clusterRoleArn,
  COMPUTE,
  never,
  operationFor,
  serviceRoleFor,
} from '../sandbox/cluster-life';

describe('A cluster in the simulated account, across windows', () => {
  const at = temporaryFolder();
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({
      speed: 1_000,
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
  });

  after(() => sandbox.stop());

  for (const kind of COMPUTE_KINDS) {
    it(`is created and deleted by a role with exactly the published policy: ${kind}`, () =>
      withAccount(`life-${kind}`, kind, async ({ operation, session, workspace, open }) => {
        const first = open();
        await first.operations.start(operation);
        await first.until('succeeded');
        await first.close();
        const { name } = operation.spec;
        const plan = await planDeletion(
          { name, region: REGION, accountId: operation.accountId, partition: 'aws' },
          {
            session,
            api: () => Promise.reject(userError('cluster-vanished', { name })),
            records: () => Promise.resolve({ installation: '0123456789abcdef', operations: [] }),
          },
          never(),
        );
        ok(plan.resources.includes('Control plane'), plan.resources.join());

        const second = open();
        await second.operations.start(deletionOf(operation, plan));
        const { done, total } = await second.until('deleted');
        strictEqual(done, total);
        strictEqual((await session.stacks.describe(stackName(name), never()))?.status, undefined);
        deepStrictEqual(workspace.unregistered, [name]);
        deepStrictEqual(workspace.removedKubeconfigs.length, 1);
        await second.close();
        deepStrictEqual(await readdir(at('operations')), []);
      })).timeout(30_000);
  }

  it('can be cancelled while it is created, and everything is deleted', () =>
    withAccount('cancelled', 'managed', async ({ operation, session, open }) => {
      const window = open();
      await window.operations.start(operation);
      await window.until('running', ({ resources }) =>
        resources.some((r) => r.logicalId === 'Cluster' && r.status === 'inProgress'),
      );
      await window.decide(operation.id, { kind: 'delete' });
      await window.until('deleted');
      strictEqual(await session.clusters.describe(operation.spec.name, never()), undefined);
      strictEqual(await session.stacks.describe(stackName(operation.spec.name), never()), undefined);
      deepStrictEqual(window.reports, []);
      await window.close();
    })).timeout(30_000);

  for (const kind of ['managed', 'self-managed'] as const) {
    it(`whose nodes do not start continues with other nodes and keeps its control plane: ${kind}`, () =>
      withAccount(`scarce-${kind}`, kind, async ({ operation, session, open }) => {
        const scarce = sandbox.clusters.regions.get(REGION)?.scarceInstanceTypes;
        scarce?.add('m6i.large');
        const window = open();
        const { spec } = operation;
        ok(spec.compute.kind === kind);
        await window.operations.start({
          ...operation,
          spec: { ...spec, compute: { ...spec.compute, instanceType: 'm6i.large' } },
        });
        const { state } = await window.until('failed');
        ok(state.kind === 'failed' && state.leftovers.kind === 'stack');
        match(state.failure.cause, /no capacity for the instance type m6i\.large/);
        strictEqual(state.failure.field, 'instanceType');
        match(state.leftovers.cost, /\$0\.10 per hour/);
        const before = await session.clusters.describe(spec.name, never());

        await window.decide(operation.id, {
          kind: 'retry',
          spec: { ...spec, compute: { ...spec.compute, instanceType: 'm5.large' } },
        });
        await window.until('succeeded');
        const after = await session.clusters.describe(spec.name, never());
        strictEqual(after?.endpoint, before?.endpoint);
        deepStrictEqual(window.reports, []);
        await window.close();
        scarce?.clear();
      })).timeout(30_000);
  }

  it('that could not be created is fixed and created again', () =>
    withAccount('fixed', 'auto', async ({ operation, session, open }) => {
      const window = open();
      const role = sandbox.clusters.roles.get(sandbox.autoServiceRoleArn.split('/').at(-1) ?? '');
      const policies = [...(role?.attachedPolicyArns ?? [])];
      role?.attachedPolicyArns.clear();
      await window.operations.start(operation);
      const failed = await window.until('failed');
      ok(failed.state.kind === 'failed');
      match(failed.state.failure.cause, /The service role/);
      for (const policy of policies) role?.attachedPolicyArns.add(policy);
      await window.close();

      const later = open();
      await later.operations.follow();
      strictEqual((await later.until('failed')).clusterName, 'fixed');
      deepStrictEqual(later.moves, []);
      await later.decide(operation.id, { kind: 'retry', spec: operation.spec });
      await later.until('succeeded');
      strictEqual((await session.clusters.describe('fixed', never()))?.status, 'ACTIVE');
      await later.close();
    })).timeout(30_000);

  interface Account {
    readonly operation: ReturnType<typeof operationFor>;
    readonly session: ProvisionSession;
    readonly workspace: FakeWorkspace;
    readonly open: () => Window;
  }

  function withAccount(name: string, kind: Compute['kind'], act: (account: Account) => Promise<void>) {
    return withAws({ variables: sandbox.env }, async () => {
      const roleArn = clusterRoleArn(sandbox, `eks-${name}`);
      const policy = provisionPolicy({
        compute: [kind],
        includeDelete: true,
        serviceRole: serviceRoleFor(sandbox, kind),
        provisionRole: roleArn,
        partition: 'aws',
        accountId: sandbox.clusters.id,
        region: REGION,
      });
      const session = await assumeRoleWith(sandbox, { name: `eks-${name}`, policy });
      const operation = operationFor(sandbox, { session, roleArn, name, compute: COMPUTE[kind] });
      const kubernetes = new FakeKubernetes();
      kubernetes.nodeList = ['a', 'b'].map((node) => ({ name: node, ready: true }));
      const workspace = new FakeWorkspace();
      const portsFor = () =>
        Promise.resolve({
          session: () => Promise.resolve(session),
          kubernetes: () => Promise.resolve(kubernetes),
          workspace,
          installation: '0123456789abcdef',
          overdueAfterMs: 30 * 60_000,
        });
      const open = () => new Window({ storage: at(), clock: clockFor(sandbox), portsFor });
      await act({ operation, session, workspace, open });
    });
  }
});

function deletionOf(operation: Operation, plan: DeletionPlan): Deletion {
  const { id, startedAt, clusterName, role, accountId, partition, target } = operation;
  return {
    ...{ id: `deletion-of-${id}`, kind: 'delete', startedAt, attempt: 1, clusterName, role, accountId },
    ...{ partition, target, owner: plan.owner, attached: true, notes: [] },
    claim: plan.claim,
    stack: { step: 'requested', arn: plan.stackArn },
  };
}

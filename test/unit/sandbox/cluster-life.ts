import { ok } from 'node:assert/strict';
import type { Creation } from '../../../src/core/operation/operation';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationView } from '../../../src/core/operation/view';
import type { PolicyDocument } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import type { StackDescription } from '../../../src/core/ports/stacks';
import type { Clock } from '../../../src/core/ports/clock';
import type { KubernetesPort } from '../../../src/core/ports/kubernetes';
import type { ClusterSpec, Compute } from '../../../src/core/cluster-form/cluster-spec';
import { stackName } from '../../../src/core/naming';
import { createKubernetes } from '../../../src/kube/index';
import { hastyClock } from '../../fakes/hasty-clock';
import { anOperation } from '../../fakes/operation';
import { MANAGED, SELF_MANAGED_COMPUTE } from '../../fakes/cluster-spec';
import { FakeWorkspace } from '../../fakes/workspace';
import { roleArn } from '../../sandbox/iam/roles';
import type { Sandbox } from '../../sandbox/sandbox';
import { REGION } from './clients';
import { assumeProvisionRole, seedProvisionRole } from './provision-role';
import { toCluster } from '../../fakes/network';

const BASE = { kind: 'default' } as const;
/** Sleeps shorter than some milliseconds only keep the machine busy asking. */
const FASTEST = 500;

/** One of each kind; the service CIDR is outside of every VPC of the sandbox. */
export const COMPUTE: { readonly [C in Compute['kind']]: Compute } = {
  managed: { ...MANAGED, nodeCount: 2, maxNodes: 2 },
  auto: { kind: 'auto' },
  'self-managed': {
    ...SELF_MANAGED_COMPUTE,
    instanceType: 'm6i.large',
    amiType: 'AL2023_x86_64_STANDARD',
    nodeCount: 2,
    maxNodes: 2,
  },
};

/** ARN of the role of this name, which need not exist yet, in the account that clusters go to. */
export function clusterRoleArn({ clusters }: Sandbox, name: string): string {
  return roleArn(clusters, { path: '/', name });
}

/** The service role that fits the compute. */
export function serviceRoleFor(sandbox: Sandbox, compute: Compute['kind']): string {
  return compute === 'auto' ? sandbox.autoServiceRoleArn : sandbox.serviceRoleArn;
}

/**
 * Makes a role that may do what the policy says and nothing else, and assumes it through the real adapter. To be called
 * with the sandbox's environment. @param name begins with `eks-`, or developers may not assume it
 */
export function assumeRoleWith(
  sandbox: Sandbox,
  role: { readonly name: string; readonly policy: PolicyDocument },
): Promise<ProvisionSession> {
  return assumeProvisionRole(seedProvisionRole(sandbox, role), 'full');
}

export interface NewCluster {
  readonly session: ProvisionSession;
  readonly roleArn: string;
  readonly name: string;
  readonly compute: Compute;
  /** What else is asked for. */
  readonly wishes?: Partial<ClusterSpec>;
}

/** Creates a cluster as the extension does, Kubernetes included. @returns how that ended */
export async function createCluster(
  sandbox: Sandbox,
  cluster: NewCluster,
  kubernetes: KubernetesPort = createKubernetes(toCluster),
): Promise<OperationView> {
  const { session } = cluster;
  const clock = clockFor(sandbox);
  const ports = {
    clock,
    journal: { save: () => Promise.resolve() },
    session: () => Promise.resolve(session),
    kubernetes: () => Promise.resolve(kubernetes),
    workspace: new FakeWorkspace(),
    installation: '0123456789abcdef',
    overdueAfterMs: 30 * 60_000,
    acquireRead: (delayMs: number) => clock.sleep(delayMs, never()),
  };
  let last: OperationView | undefined;
  for await (const view of runOperation(operationFor(sandbox, cluster), ports, never())) last = view;
  ok(last);
  return last;
}

export function operationFor(sandbox: Sandbox, cluster: NewCluster): Creation {
  const { name, compute, roleArn: arn, wishes } = cluster;
  const operation = anOperation();
  return {
    ...operation,
    id: `5b0e4a86-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`,
    spec: {
      ...operation.spec,
      ...wishes,
      ...network(sandbox),
      name,
      compute,
      serviceRoleArn: serviceRoleFor(sandbox, compute.kind),
    },
    role: { roleArn: arn, region: REGION, base: BASE },
    clusterName: name,
    accountId: sandbox.clusters.id,
  };
}

/** The private subnets of the sandbox's first VPC, as a user would choose them. */
export function network({ clusters }: Sandbox) {
  const region = clusters.regions.get(REGION);
  const vpc = region?.vpcs[0];
  ok(region && vpc);
  const inVpc = <T extends { readonly vpcId: string }>(all: readonly T[]) =>
    all.filter(({ vpcId }) => vpcId === vpc.id);
  return {
    vpcId: vpc.id,
    subnetIds: inVpc(region.subnets)
      .filter(({ tags }) => tags['Name']?.startsWith('private'))
      .map(({ id }) => id),
    securityGroupId: inVpc(region.securityGroups)[0]?.id ?? '',
  };
}

/** Deletes the cluster's stack. @returns the stack as it then is: its status, and why */
export async function deleteCluster(
  sandbox: Sandbox,
  { session, name }: Pick<NewCluster, 'session' | 'name'>,
): Promise<StackDescription> {
  const { stacks } = session;
  const clock = clockFor(sandbox);
  const signal = never();
  const stackArn = (await stacks.describe(stackName(name), signal))?.arn ?? '';
  await stacks.delete({ stackArn, clientRequestToken: `delete-${name}` }, signal);
  while (true) {
    const stack = await stacks.describe(stackArn, signal);
    ok(stack);
    if (!stack.status.endsWith('_IN_PROGRESS')) return stack;
    await clock.sleep(5_000, signal);
  }
}

export function clockFor({ aws }: Sandbox): Clock {
  return hastyClock(Math.min(aws.clock.speed, FASTEST));
}

/** One for each use: Node warns of an eleventh listener on one signal. */
export function never(): AbortSignal {
  return new AbortController().signal;
}

import { AwsError, type ClusterDescription, type ProvisionSession } from '../../src/core/ports/aws';
import { NO_HEALTH, type HealthPort } from '../../src/core/ports/health';
import type { Creation, Operation } from '../../src/core/operation/operation';
import type { OperationDeps } from '../../src/core/operation/operation-context';
import type { Clock } from '../../src/core/ports/clock';
import { PROVISION_ROLE, SPEC } from './cluster-spec';
import { FakeClock } from './clock';
import { FakeKubernetes } from './kubernetes';
import { FakeStacks, type TimelineRow } from './stacks';
import { FakeWorkspace } from './workspace';

export function anOperation(change: Partial<Creation> = {}): Creation {
  return {
    id: '5b0e4a86-0000-4000-8000-000000000001',
    kind: 'create',
    startedAt: 0,
    attempt: 1,
    clusterName: SPEC.name,
    spec: SPEC,
    role: { roleArn: PROVISION_ROLE, region: 'eu-central-1', base: { kind: 'default' } },
    accountId: '222222222222',
    partition: 'aws',
    target: {
      level: { kind: 'folder', folder: 'file:///app', name: 'app' },
      kubeconfigPath: '/app/.kube/config',
      credential: { kind: 'service-account' },
      setCurrentContext: true,
    },
    stack: { step: 'requested' },
    clusterConfigured: false,
    attached: false,
    notes: [],
    ...change,
  };
}

/** Everything that an operation touches, faked, and the journal's lines in the order in which they were written. */
export class FakeWorld {
  readonly kubernetes = new FakeKubernetes();
  readonly workspace = new FakeWorkspace();
  readonly stacks: FakeStacks;
  readonly journal: Operation[] = [];
  /** What services say of what failed; nothing, unless a test has them say something. */
  health: HealthPort = NO_HEALTH;
  /** How long sessions were asked to last, in milliseconds. */
  readonly lasting: number[] = [];
  cluster: ClusterDescription | undefined = {
    name: 'demo',
    arn: 'arn:aws:eks:eu-central-1:222222222222:cluster/demo',
    version: '1.35',
    status: 'ACTIVE',
    endpoint: 'https://demo.example',
    certificateAuthority: 'Q0E=',
    tags: {},
    isPrivate: false,
    deletionProtection: false,
  };

  constructor(
    timeline: readonly TimelineRow[],
    readonly clock: Clock = new FakeClock(),
  ) {
    this.stacks = new FakeStacks(clock, timeline);
    this.kubernetes.nodeList = ['a', 'b', 'c'].map((name) => ({ name, ready: true }));
  }

  get ports(): OperationDeps {
    return {
      clock: this.clock,
      journal: { save: (operation) => Promise.resolve(void this.journal.push(operation)) },
      session: () => Promise.resolve(this.session),
      kubernetes: () => Promise.resolve(this.kubernetes),
      workspace: this.workspace,
      installation: '0123456789abcdef',
      overdueAfterMs: 30 * 60_000,
      acquireRead: (delayMs, signal) => this.clock.sleep(delayMs, signal),
    };
  }

  private get session(): ProvisionSession {
    const unused = () =>
      Promise.reject(new Error('An operation asks for no option lists and no permissions.'));
    return {
      accountId: '222222222222',
      partition: 'aws',
      region: 'eu-central-1',
      dnsSuffix: 'amazonaws.com',
      stacks: this.stacks,
      clusters: {
        list: unused,
        versions: unused,
        describe: () => Promise.resolve(this.cluster),
        addOns: () => Promise.resolve([]),
        ...{ addOn: unused, offersAddOn: unused, createAddOn: unused },
        grantAdminAccess: () => Promise.resolve(),
        hasAccessEntry: () => Promise.resolve(false),
        createToken: () => Promise.resolve('k8s-aws-v1.token'),
      },
      health: this.health,
      images: {
        ...{ repository: unused, login: unused, digest: unused, architectures: unused },
        ...{ images: unused, deleteImages: unused },
      },
      regionAccess: () => Promise.resolve('enabled'),
      callerIdentity: unused,
      baseLifetime: unused,
      ensureValidFor: (ms: number) => Promise.resolve(void this.lasting.push(ms)),
      vpcDns: unused,
      role: unused,
      serviceLinkedRoles: unused,
      quota: unused,
      vcpus: unused,
      zonesOffering: unused,
      kmsKey: unused,
      permissions: { simulate: unused, probe: unused },
      options: {
        kubernetesVersions: unused,
        serviceRoles: unused,
        keyPairs: unused,
        vpcs: unused,
        subnets: unused,
        securityGroups: unused,
        instanceTypes: unused,
      },
    };
  }
}

export const throttled = () => new AwsError('throttled', 'Throttling', 'Rate exceeded');

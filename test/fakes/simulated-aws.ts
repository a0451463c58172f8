import type { MetadataDefaults } from '../sandbox/ec2/instance-metadata';
import type { Ec2Port, LaunchTemplate } from '../sandbox/ec2-port';
import type { IamPort, IamRole } from '../sandbox/iam-port';
import {
  createWorld,
  type ClusterAccess,
  type KubernetesApi,
  type SimulatedAws,
} from '../sandbox/simulated-aws';
import { ServiceError } from '../sandbox/service';
import { SteppedClock } from './stepped-clock';

export const SERVICE_ROLE = 'arn:aws:iam::222222222222:role/eks-service-role';
export const PROVISION_ROLE = 'arn:aws:iam::222222222222:role/eks-provision';

type MutableDefaults = { -readonly [O in keyof MetadataDefaults]: MetadataDefaults[O] };

export interface FakeSimulatedAws extends SimulatedAws {
  readonly clock: SteppedClock;
  readonly roles: Map<string, IamRole>;
  readonly launchTemplates: Map<string, LaunchTemplate>;
  /** What the account says of the metadata of new instances. */
  readonly metadataDefaults: MutableDefaults;
  /** The API servers that EKS has started, by cluster name. */
  readonly apis: Map<string, FakeKubernetesApi>;
}

export interface FakeKubernetesApi extends KubernetesApi {
  readonly access: ClusterAccess;
  readonly nodes: Map<string, { ready: boolean }>;
  stopped: boolean;
  addWaitingPod(): void;
}

/** An account 222222222222 with a VPC in eu-central-1, whose time a test advances. */
export function fakeWorld(): FakeSimulatedAws {
  const roles = new Map<string, IamRole>();
  const launchTemplates = new Map<string, LaunchTemplate>();
  const metadataDefaults: MutableDefaults = {};
  const apis = new Map<string, FakeKubernetesApi>();
  const clock = new SteppedClock();
  addRole(roles, { arn: SERVICE_ROLE, service: 'eks.amazonaws.com', policies: ['AmazonEKSClusterPolicy'] });
  addRole(roles, { arn: PROVISION_ROLE, service: 'none', policies: [] });
  const aws = createWorld({
    clock,
    sts: { origin: 'http://127.0.0.1:4566', authenticate: () => Promise.resolve(undefined) },
    iam: fakeIam(roles, new Map()),
    ec2: fakeEc2(launchTemplates, metadataDefaults),
    limits: { mostClusters: () => 100, key: () => undefined },
    ssmParameter: (_region, name) => (name.endsWith('/image_id') ? imageId(name) : undefined),
    imageSystem: (_region, id) => (id === BOTTLEROCKET_IMAGE ? 'bottlerocket' : 'al2023'),
    startKubernetesApi({ clusterName, access }) {
      const api = fakeKubernetesApi(clusterName, access);
      apis.set(clusterName, api);
      return Promise.resolve(api);
    },
  });
  return { ...aws, clock, roles, launchTemplates, metadataDefaults, apis };
}

const BOTTLEROCKET_IMAGE = 'ami-0b0771e60c4e70000';

function imageId(parameter: string): string {
  return parameter.includes('/bottlerocket/') ? BOTTLEROCKET_IMAGE : 'ami-0123456789abcdef0';
}

export function addRole(
  roles: Map<string, IamRole>,
  role: {
    readonly arn: string;
    readonly service: string;
    readonly actions?: readonly string[];
    readonly policies: readonly string[];
  },
): void {
  roles.set(role.arn, {
    arn: role.arn,
    name: role.arn.split('/').at(-1) ?? '',
    id: 'AROAEXAMPLE',
    trust: [{ service: role.service, actions: role.actions ?? ['sts:AssumeRole'] }],
    attachedPolicyArns: role.policies.map((name) => `arn:aws:iam::aws:policy/${name}`),
    inlinePolicyNames: [],
  });
}

function fakeIam(roles: Map<string, IamRole>, profiles: Map<string, { roleArns: string[] }>): IamPort {
  const change = (accountId: string, name: string, changed: (role: IamRole) => Partial<IamRole>): void => {
    const arn = `arn:aws:iam::${accountId}:role/${name}`;
    const role = roles.get(arn);
    if (!role) throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
    roles.set(arn, { ...role, ...changed(role) });
  };
  return {
    role: (arn) => roles.get(arn),
    createRole(accountId, { name, trustPolicy }) {
      const arn = `arn:aws:iam::${accountId}:role/${name}`;
      const { Statement } = JSON.parse(trustPolicy) as {
        Statement: { Principal: { Service: string }; Action: string | string[] }[];
      };
      const trust = Statement.map(({ Principal, Action }) => ({
        service: Principal.Service,
        actions: [Action].flat(),
      }));
      const role = { arn, name, id: 'AROAEXAMPLE', trust, attachedPolicyArns: [], inlinePolicyNames: [] };
      roles.set(arn, role);
      return role;
    },
    updateRole: () => undefined,
    deleteRole: (accountId, name) => {
      roles.delete(`arn:aws:iam::${accountId}:role/${name}`);
    },
    attachRolePolicy: (accountId, name, policyArn) =>
      change(accountId, name, (role) => ({ attachedPolicyArns: [...role.attachedPolicyArns, policyArn] })),
    detachRolePolicy: (accountId, name, policyArn) =>
      change(accountId, name, (role) => ({
        attachedPolicyArns: role.attachedPolicyArns.filter((arn) => arn !== policyArn),
      })),
    putRolePolicy: (accountId, name, policy) =>
      change(accountId, name, (role) => ({ inlinePolicyNames: [...role.inlinePolicyNames, policy.name] })),
    deleteRolePolicy: (accountId, name, policyName) =>
      change(accountId, name, (role) => ({
        inlinePolicyNames: role.inlinePolicyNames.filter((other) => other !== policyName),
      })),
    instanceProfile: (arn) => profiles.get(arn),
    createInstanceProfile(accountId, { name, roleNames }) {
      const arn = `arn:aws:iam::${accountId}:instance-profile/${name}`;
      const roleArns = roleNames.map((role) => `arn:aws:iam::${accountId}:role/${role}`);
      profiles.set(arn, { roleArns });
      return { arn };
    },
    deleteInstanceProfile: (accountId, name) => {
      profiles.delete(`arn:aws:iam::${accountId}:instance-profile/${name}`);
    },
  };
}

function fakeEc2(launchTemplates: Map<string, LaunchTemplate>, metadataDefaults: MetadataDefaults): Ec2Port {
  const subnet = (id: string, zone: 'a' | 'b', cidr: string) => ({
    id,
    cidr,
    vpcId: 'vpc-1',
    availabilityZone: `eu-central-1${zone}`,
    availabilityZoneId: `euc1-az${zone === 'a' ? 2 : 3}`,
    zoneType: 'availability-zone' as const,
    freeAddresses: 200,
    assignsPublicIp: true,
    wayOut: 'internet gateway' as const,
  });
  const subnets = [
    subnet('subnet-a', 'a', '10.0.1.0/24'),
    subnet('subnet-b', 'b', '10.0.2.0/24'),
    subnet('subnet-a2', 'a', '10.0.3.0/24'),
    { ...subnet('subnet-isolated', 'b', '10.0.5.0/24'), wayOut: 'none' as const },
    {
      ...subnet('subnet-hamburg', 'a', '10.0.4.0/24'),
      availabilityZone: 'eu-central-1-ham-1a',
      availabilityZoneId: 'euc1-ham1-az1',
      zoneType: 'local-zone' as const,
    },
  ];
  return {
    vpc: (_place, id) => (id === 'vpc-1' ? { id, cidr: '10.0.0.0/16' } : undefined),
    subnet: (_place, id) => subnets.find((each) => each.id === id),
    securityGroup: (_place, id) =>
      ({ 'sg-1': { id, vpcId: 'vpc-1' }, 'sg-elsewhere': { id, vpcId: 'vpc-2' } })[id],
    hasKeyPair: (_place, name) => name === 'laptop',
    instanceType: (_place, name) =>
      ({
        'm6i.large': {
          name,
          architectures: ['x86_64'],
          bootsNodes: true,
          availabilityZones: ['eu-central-1a', 'eu-central-1b'],
        },
        'm7g.large': {
          name,
          architectures: ['arm64'],
          bootsNodes: true,
          availabilityZones: ['eu-central-1a', 'eu-central-1b'],
        },
        'p5.48xlarge': {
          name,
          architectures: ['x86_64'],
          bootsNodes: true,
          availabilityZones: ['eu-central-1a'],
        },
      })[name],
    hasCapacity: () => true,
    metadataDefaults: () => metadataDefaults,
    launchTemplate: (_place, id) => launchTemplates.get(id),
    createLaunchTemplate(_place, template) {
      const created = { ...template, id: `lt-${launchTemplates.size + 1}` };
      launchTemplates.set(created.id, created);
      return created;
    },
    createLaunchTemplateVersion: (_place, id, data) => {
      const template = launchTemplates.get(id);
      if (template) launchTemplates.set(id, { ...template, data });
      return 2;
    },
    deleteLaunchTemplate: (_place, id) => {
      launchTemplates.delete(id);
    },
  };
}

/** Keeps nodes and has no environments. */
export function fakeKubernetesApi(clusterName: string, access: ClusterAccess): FakeKubernetesApi {
  const nodes = new Map<string, { ready: boolean }>();
  const waiting: (() => void)[] = [];
  return {
    access,
    nodes,
    stopped: false,
    endpoint: `https://${clusterName}.example`,
    caData: 'Y2E=',
    addDriver: () => undefined,
    installMetrics: () => undefined,
    addNode: (name, { ready }) => void nodes.set(name, { ready }),
    setNodeReady: (name) => void nodes.set(name, { ready: true }),
    removeNode: (name) => void nodes.delete(name),
    onWaitingPod: (listener) => void waiting.push(listener),
    addWaitingPod: () => waiting.forEach((listener) => listener()),
    stop() {
      this.stopped = true;
      return Promise.resolve();
    },
  };
}

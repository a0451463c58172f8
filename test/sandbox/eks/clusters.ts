import { randomBytes } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import type { ClusterAccess, SimulatedAws } from '../simulated-aws';
import { kubernetesUser } from './access-entries';
import { checkAutoMode, startAutoMode, type AutoModeRequest } from './auto-mode';
import {
  checkControlPlaneZones,
  checkEndpoint,
  checkSecurityGroups,
  checkServiceRole,
  requireSubnets,
} from './checks';
import { invalidParameter, invalidRequest, notFound, resourceInUse } from './errors';
import { checkTags } from './lengths';
import { checkKey, checkQuota } from './limits';
import { serviceCidr } from './service-cidr';
import type { Cluster, ClusterSettings, AccountRegion } from './state';
import { requireVersion } from './versions';

export interface NewCluster extends Omit<ClusterSettings, 'vpcId' | 'autoMode' | 'serviceIpv4Cidr'> {
  readonly autoMode: AutoModeRequest;
  readonly serviceIpv4Cidr: string | undefined;
  readonly deletionProtection: boolean;
}

/** The cluster of that name; EKS's own error when there is none. */
export function requireCluster(aws: SimulatedAws, accountRegion: AccountRegion, name: string): Cluster {
  const cluster = findCluster(aws, accountRegion, name);
  if (!cluster) throw notFound(`No cluster found for name: ${name}.`);
  return cluster;
}

export function findCluster(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  name: string,
): Cluster | undefined {
  return clustersAt(aws, accountRegion).find((cluster) => cluster.name === name);
}

export function clustersAt(aws: SimulatedAws, accountRegion: AccountRegion): readonly Cluster[] {
  return aws.eks.clusters.filter(
    (cluster) =>
      cluster.accountRegion.accountId === accountRegion.accountId &&
      cluster.accountRegion.region === accountRegion.region,
  );
}

export function clusterArn({ partition, region, accountId }: AccountRegion, name: string): string {
  return `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`;
}

/** A cluster that node groups, add-ons and access entries can be added to. */
export function requireActive(cluster: Cluster): void {
  if (cluster.controlPlane.status !== 'ACTIVE') {
    throw invalidRequest(`Cluster '${cluster.name}' is not in ACTIVE status`);
  }
}

/** Begins to create a cluster, once all that EKS checks at once is right. */
export function createCluster(aws: SimulatedAws, accountRegion: AccountRegion, request: NewCluster): Cluster {
  const { autoMode: autoModeRequest, serviceIpv4Cidr: asked, ...settings } = request;
  if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(settings.name)) {
    throw invalidParameter(
      'The cluster name should start with a letter or digit and can contain any combination of letters, digits, hyphens and underscores',
    );
  }
  if (findCluster(aws, accountRegion, settings.name)) {
    throw resourceInUse(`Cluster already exists with name: ${settings.name}`);
  }
  checkQuota(aws, accountRegion, clustersAt(aws, accountRegion).length);
  requireVersion(settings.version, settings.supportType, aws.clock.now());
  const subnets = requireSubnets(aws, accountRegion, settings.subnetIds);
  checkControlPlaneZones(settings.name, subnets);
  const vpcId = subnets[0]?.vpcId ?? '';
  checkSecurityGroups(aws, accountRegion, { vpcId, securityGroupIds: settings.securityGroupIds });
  checkEndpoint(settings);
  checkTags(settings.tags);
  if (settings.keyArn !== undefined) checkKey(aws, accountRegion, settings.keyArn);
  const serviceIpv4Cidr = serviceCidr(aws, accountRegion, { asked, vpcId });
  const autoMode = checkAutoMode(aws, autoModeRequest, settings.authenticationMode);
  checkServiceRole(aws, settings.roleArn, { autoMode: autoMode !== undefined });

  const cluster: Cluster = {
    ...settings,
    vpcId,
    serviceIpv4Cidr,
    autoMode,
    accountRegion,
    arn: clusterArn(accountRegion, settings.name),
    createdAt: new Date(aws.clock.now()),
    id: randomBytes(16).toString('hex').toUpperCase(),
    securityGroupId: `sg-${randomBytes(9).toString('hex').slice(0, 17)}`,
    controlPlane: { status: 'CREATING' },
    updates: new Map(),
    issues: [],
    nodegroups: new Map(),
    addons: new Map(),
    nodes: new Map(),
    accessEntries: new Map(),
    podIdentities: new Map(),
    settled: Promise.resolve(),
  };
  aws.eks.clusters.push(cluster);
  cluster.settled = bringUp(aws, cluster);
  return cluster;
}

async function bringUp(aws: SimulatedAws, cluster: Cluster): Promise<void> {
  await pause(aws.clock, duration('create cluster', cluster.name));
  if (isEnded(aws)) return;
  const api = await aws.startKubernetesApi({
    clusterName: cluster.name,
    version: cluster.version,
    autoMode: cluster.autoMode !== undefined,
    access: clusterAccess(aws, cluster),
  });
  cluster.controlPlane = { status: 'ACTIVE', api };
  if (cluster.autoMode) startAutoMode(aws, cluster, cluster.autoMode);
  // The sandbox may have ended while the server started.
  if (isEnded(aws)) await api.stop();
}

function isEnded(aws: SimulatedAws): boolean {
  return aws.eks.ended;
}

function clusterAccess(aws: SimulatedAws, cluster: Cluster): ClusterAccess {
  return {
    stsOrigin: aws.sts.origin,
    authenticate: (presigned) => aws.sts.authenticate(presigned),
    accessEntry: (principalArn) => kubernetesUser(cluster, principalArn),
  };
}

/** Begins to delete a cluster; `settled` resolves when it is gone. */
export function deleteCluster(aws: SimulatedAws, cluster: Cluster): void {
  const { controlPlane } = cluster;
  if (cluster.nodegroups.size > 0) throw resourceInUse('Cluster has nodegroups attached');
  switch (controlPlane.status) {
    case 'CREATING':
      throw resourceInUse(`Cluster '${cluster.name}' is still being created and cannot be deleted`);
    case 'DELETING':
      throw resourceInUse(`Cluster '${cluster.name}' is currently being deleted`);
    case 'ACTIVE':
      // Of active clusters alone: https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html
      if (cluster.deletionProtection) {
        // The documentation names the exception; the words are unverified.
        throw invalidRequest(
          `Cluster '${cluster.name}' cannot be deleted because deletion protection is enabled`,
        );
      }
      cluster.controlPlane = { status: 'DELETING', api: controlPlane.api };
      cluster.settled = takeDown(aws, cluster);
      break;
  }
}

async function takeDown(aws: SimulatedAws, cluster: Cluster): Promise<void> {
  await pause(aws.clock, duration('delete cluster', cluster.name));
  if (cluster.controlPlane.status === 'DELETING') await cluster.controlPlane.api.stop();
  aws.eks.clusters = aws.eks.clusters.filter((other) => other !== cluster);
}

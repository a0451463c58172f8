import { pause } from '../clock';
import { duration } from '../durations';
import type { MetadataOptions } from '../ec2/instance-metadata';
import type { Subnet } from '../ec2-port';
import type { World } from '../world';
import { findCluster } from './clusters';
import { readBottlerocketSettings, readNodeConfig, type NodeConfig } from './node-config';
import { getsOut, NODE_POLICIES } from './node-problems';
import { instanceLabels, nodeNames, registerNode, removeNode, setNodeReady } from './nodes';
import type { Cluster, Place } from './state';

/** What of an instance decides whether its kubelet can join a cluster. */
export interface NodeInstance {
  readonly instanceType: string;
  readonly imageId: string;
  readonly instanceProfileArn: string | undefined;
  readonly securityGroupIds: readonly string[];
  readonly userData: string;
  readonly metadata: Pick<MetadataOptions, 'httpEndpoint'>;
  readonly subnet: Subnet;
}

/** kubelet goes on trying for as long as its instance lives; here, about an hour. */
const RETRY_MS = 60_000;
const MOST_TRIES = 60;

/**
 * Boots an instance, whose kubelet joins the cluster of its NodeConfig as soon as that lets it in. Where it does not,
 * only the instance's console would tell. @returns what ends the instance
 */
export function joinCluster(world: World, place: Place, instance: NodeInstance): () => void {
  const life = { ended: false, end: (): void => undefined };
  void join(world, place, instance, life);
  return () => {
    life.ended = true;
    life.end();
  };
}

async function join(
  world: World,
  place: Place,
  instance: NodeInstance,
  life: { ended: boolean; end: () => void },
): Promise<void> {
  const config = configOf(world, place, instance);
  if (!config || !world.ec2.instanceType(place, instance.instanceType)?.bootsNodes) return;
  await pause(world.clock, duration('register node', config.name));
  for (let tries = 0; tries < MOST_TRIES && !life.ended && !world.eks.ended; tries++) {
    const cluster = findCluster(world, place, config.name);
    if (cluster && letsIn(world, cluster, config, instance)) {
      const name = register(world, cluster, instance);
      life.end = () => removeNode(cluster, name);
      await pause(world.clock, duration('ready node', config.name));
      setNodeReady(cluster, name);
      return;
    }
    await pause(world.clock, RETRY_MS);
  }
}

/** An image understands the user data of its own system only. */
function configOf(
  world: World,
  { region }: Place,
  { imageId, userData }: NodeInstance,
): NodeConfig | undefined {
  switch (world.imageSystem(region, imageId)) {
    case 'al2023':
      return readNodeConfig(userData);
    case 'bottlerocket':
      return readBottlerocketSettings(userData);
    case undefined:
      return undefined;
  }
}

function dnsAddress(serviceIpv4Cidr: string | undefined): string | undefined {
  return serviceIpv4Cidr?.replace(/\d+\/\d+$/, '10');
}

function letsIn(world: World, cluster: Cluster, config: NodeConfig, instance: NodeInstance): boolean {
  const { controlPlane, serviceIpv4Cidr, securityGroupId } = cluster;
  if (controlPlane.status !== 'ACTIVE' || !getsOut(instance.subnet)) return false;
  if (instance.metadata.httpEndpoint === 'disabled') return false;
  const isThis =
    controlPlane.api.endpoint === config.apiServerEndpoint &&
    controlPlane.api.caData === config.certificateAuthority &&
    [serviceIpv4Cidr, dnsAddress(serviceIpv4Cidr)].includes(config.services);
  return isThis && instance.securityGroupIds.includes(securityGroupId) && mayJoin(world, cluster, instance);
}

/** The role of the node needs an access entry of its own type, and policies without which kubelet cannot run. */
function mayJoin(world: World, { accessEntries }: Cluster, { instanceProfileArn }: NodeInstance): boolean {
  const profile =
    instanceProfileArn === undefined ? undefined : world.iam.instanceProfile(instanceProfileArn);
  const role = profile?.roleArns[0] === undefined ? undefined : world.iam.role(profile.roleArns[0]);
  if (!role) return false;
  const entry = accessEntries.get(role.arn);
  if (!entry?.effective || entry.type !== 'EC2_LINUX') return false;
  return NODE_POLICIES.every((name) =>
    role.attachedPolicyArns.some((arn) => arn.endsWith(`:policy/${name}`)),
  );
}

function register(world: World, cluster: Cluster, { instanceType, subnet }: NodeInstance): string {
  const [name = ''] = nodeNames(cluster, [subnet], 1);
  const architecture = world.ec2.instanceType(cluster.place, instanceType)?.architectures[0] ?? '';
  const labels = instanceLabels({ instanceType, architecture, zone: subnet.availabilityZone });
  registerNode(cluster, name, { labels });
  return name;
}

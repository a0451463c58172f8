import { pause } from '../clock';
import { duration } from '../durations';
import type { MetadataOptions } from '../ec2/instance-metadata';
import type { Subnet } from '../ec2-port';
import type { SimulatedAws } from '../simulated-aws';
import { findCluster } from './clusters';
import { readBottlerocketSettings, readNodeConfig, type NodeConfig } from './node-config';
import { getsOut, NODE_POLICIES } from './node-problems';
import { instanceLabels, nodeNames, registerNode, removeNode, setNodeReady } from './nodes';
import type { Cluster, AccountRegion } from './state';

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

/** kubelet keeps trying for as long as its instance lives; here, about an hour. */
const RETRY_MS = 60_000;
const MOST_TRIES = 60;

/**
 * Boots an instance, whose kubelet joins the cluster of its NodeConfig as soon as that lets it in. Where it does not,
 * only the instance's console would tell. @returns what ends the instance
 */
export function joinCluster(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  instance: NodeInstance,
): () => void {
  const life = { ended: false, end: (): void => undefined };
  void join(aws, accountRegion, instance, life);
  return () => {
    life.ended = true;
    life.end();
  };
}

async function join(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  instance: NodeInstance,
  life: { ended: boolean; end: () => void },
): Promise<void> {
  const config = configOf(aws, accountRegion, instance);
  if (!config || !aws.ec2.instanceType(accountRegion, instance.instanceType)?.bootsNodes) return;
  await pause(aws.clock, duration('register node', config.name));
  for (let tries = 0; tries < MOST_TRIES && !life.ended && !aws.eks.ended; tries++) {
    const cluster = findCluster(aws, accountRegion, config.name);
    if (cluster && canNodeJoin(aws, cluster, config, instance)) {
      const name = register(aws, cluster, instance);
      life.end = () => removeNode(cluster, name);
      await pause(aws.clock, duration('ready node', config.name));
      setNodeReady(cluster, name);
      return;
    }
    await pause(aws.clock, RETRY_MS);
  }
}

/** An image understands the user data of its own system only. */
function configOf(
  aws: SimulatedAws,
  { region }: AccountRegion,
  { imageId, userData }: NodeInstance,
): NodeConfig | undefined {
  switch (aws.imageSystem(region, imageId)) {
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

function canNodeJoin(
  aws: SimulatedAws,
  cluster: Cluster,
  config: NodeConfig,
  instance: NodeInstance,
): boolean {
  const { controlPlane, serviceIpv4Cidr, securityGroupId } = cluster;
  if (controlPlane.status !== 'ACTIVE' || !getsOut(instance.subnet)) return false;
  if (instance.metadata.httpEndpoint === 'disabled') return false;
  const isThis =
    controlPlane.api.endpoint === config.apiServerEndpoint &&
    controlPlane.api.caData === config.certificateAuthority &&
    [serviceIpv4Cidr, dnsAddress(serviceIpv4Cidr)].includes(config.services);
  return isThis && instance.securityGroupIds.includes(securityGroupId) && mayJoin(aws, cluster, instance);
}

/** The role of the node needs an access entry of its own type, and policies without which kubelet cannot run. */
function mayJoin(
  aws: SimulatedAws,
  { accessEntries }: Cluster,
  { instanceProfileArn }: NodeInstance,
): boolean {
  const profile = instanceProfileArn === undefined ? undefined : aws.iam.instanceProfile(instanceProfileArn);
  const role = profile?.roleArns[0] === undefined ? undefined : aws.iam.role(profile.roleArns[0]);
  if (!role) return false;
  const entry = accessEntries.get(role.arn);
  if (!entry?.effective || entry.type !== 'EC2_LINUX') return false;
  return NODE_POLICIES.every((name) =>
    role.attachedPolicyArns.some((arn) => arn.endsWith(`:policy/${name}`)),
  );
}

function register(aws: SimulatedAws, cluster: Cluster, { instanceType, subnet }: NodeInstance): string {
  const [name = ''] = nodeNames(cluster, [subnet], 1);
  const architecture = aws.ec2.instanceType(cluster.accountRegion, instanceType)?.architectures[0] ?? '';
  const labels = instanceLabels({ instanceType, architecture, zone: subnet.availabilityZone });
  registerNode(cluster, name, { labels });
  return name;
}

import { AMITypes } from '@aws-sdk/client-eks';
import { randomUUID } from 'node:crypto';
import { dnsSuffix } from '../partitions';
import { pause } from '../clock';
import { instanceTags, metadataOptions, metadataTagProblem } from '../ec2/instance-metadata';
import { duration } from '../durations';
import type { Subnet } from '../ec2-port';
import type { SimulatedAws } from '../simulated-aws';
import { requireSubnets, trusts } from './checks';
import { requireActive } from './clusters';
import { invalidParameter, invalidRequest, notFound, resourceInUse } from './errors';
import { checkNodegroupName, checkTags } from './lengths';
import { checkNodeMarks, nodeTaint } from './node-marks';
import { issue, joinProblems } from './node-problems';
import { instanceLabels, nodeNames, registerNode, removeNode, setNodeReady } from './nodes';
import type { Cluster, Nodegroup } from './state';

export type NewNodegroup = Omit<Nodegroup, 'arn' | 'createdAt' | 'status' | 'settled' | 'issues' | 'nodes'>;

const MAX_NODES = 450;
/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const MOST_INSTANCE_TYPES = 20;

export function requireNodegroup(cluster: Cluster, name: string): Nodegroup {
  const nodegroup = cluster.nodegroups.get(name);
  if (!nodegroup) throw notFound(`No node group found for name: ${name}.`);
  return nodegroup;
}

/** Begins to create a managed node group, once all that EKS checks at once is right. */
export function createNodegroup(aws: SimulatedAws, cluster: Cluster, request: NewNodegroup): Nodegroup {
  requireActive(cluster);
  if (cluster.nodegroups.has(request.name)) {
    throw resourceInUse(
      `NodeGroup already exists with name ${request.name} and cluster name ${cluster.name}`,
    );
  }
  const subnets = requireSubnets(aws, cluster.accountRegion, request.subnetIds);
  checkScaling(request.scaling);
  checkNodeRole(aws, request.nodeRole);
  checkInstanceTypes(aws, cluster, request);
  checkLaunchTemplate(aws, cluster, request);
  checkNodeMarks(request);
  checkNodegroupName(request.name);
  checkTags(request.tags);

  const { partition, region, accountId } = cluster.accountRegion;
  const nodegroup: Nodegroup = {
    ...request,
    arn: `arn:${partition}:eks:${region}:${accountId}:nodegroup/${cluster.name}/${request.name}/${randomUUID()}`,
    createdAt: new Date(aws.clock.now()),
    status: 'CREATING',
    settled: Promise.resolve(),
    issues: [],
    nodes: [],
  };
  cluster.nodegroups.set(nodegroup.name, nodegroup);
  nodegroup.settled = bringUp(aws, cluster, { nodegroup, subnets });
  return nodegroup;
}

interface NodegroupInSubnets {
  readonly nodegroup: Nodegroup;
  readonly subnets: readonly Subnet[];
}

async function bringUp(
  aws: SimulatedAws,
  cluster: Cluster,
  { nodegroup, subnets }: NodegroupInSubnets,
): Promise<void> {
  const subject = nodegroup.arn.slice(0, nodegroup.arn.lastIndexOf('/'));
  const total = duration('create nodegroup', subject);
  const register = duration('register node', subject);
  const ready = duration('ready node', subject);

  await pause(aws.clock, register);
  const issues = joinProblems(aws, cluster, { nodegroup, subnets });
  if (issues.length > 0) {
    if (issues.some(({ code }) => code === 'NodeCreationFailure')) {
      await pause(aws.clock, duration('give up on nodes', subject));
    }
    nodegroup.issues = issues;
    nodegroup.status = 'CREATE_FAILED';
    return;
  }
  nodegroup.nodes = nodeNames(cluster, subnets, nodegroup.scaling.desiredSize);
  nodegroup.nodes.forEach((name, index) => {
    const labels = nodeLabels(nodegroup, subnets[index % subnets.length]);
    registerNode(cluster, name, { labels, taints: nodegroup.taints.map(nodeTaint) });
  });
  await pause(aws.clock, ready);
  nodegroup.nodes.forEach((name) => setNodeReady(cluster, name));
  await pause(aws.clock, Math.max(0, total - register - ready));
  nodegroup.status = 'ACTIVE';
}

export function nodeLabels(nodegroup: Nodegroup, subnet: Subnet | undefined): Record<string, string> {
  return {
    ...nodegroup.labels,
    'eks.amazonaws.com/nodegroup': nodegroup.name,
    'eks.amazonaws.com/capacityType': nodegroup.capacityType,
    ...instanceLabels({
      instanceType: nodegroup.instanceTypes[0] ?? '',
      architecture: nodegroup.amiType.includes('ARM_64') ? 'arm64' : 'x86_64',
      zone: subnet?.availabilityZone ?? '',
    }),
  };
}

/** Begins to delete a node group; `settled` resolves when it is gone. */
export function deleteNodegroup(aws: SimulatedAws, cluster: Cluster, nodegroup: Nodegroup): void {
  if (nodegroup.status === 'CREATING' || nodegroup.status === 'DELETING') {
    throw resourceInUse(`Nodegroup ${nodegroup.name} is currently in ${nodegroup.status} status`);
  }
  nodegroup.status = 'DELETING';
  nodegroup.settled = takeDown(aws, cluster, nodegroup);
}

async function takeDown(aws: SimulatedAws, cluster: Cluster, nodegroup: Nodegroup): Promise<void> {
  await pause(aws.clock, duration('delete nodegroup', `${cluster.name} ${nodegroup.name}`));
  nodegroup.nodes.forEach((name) => removeNode(cluster, name));
  nodegroup.nodes = [];
  // "Remove any dependencies from the security group": https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html
  const failure = aws.resourceFailures.match('delete', 'nodegroup');
  if (failure) {
    nodegroup.issues = [issue(failure.code, failure.message, nodegroup)];
    nodegroup.status = 'DELETE_FAILED';
    return;
  }
  cluster.nodegroups.delete(nodegroup.name);
}

export function checkScaling({ minSize, desiredSize, maxSize }: Nodegroup['scaling']): void {
  if (maxSize < 1) throw invalidParameter('maxSize should be at least 1');
  if (desiredSize > maxSize)
    throw invalidParameter(`desired capacity ${desiredSize} can't be greater than max size ${maxSize}`);
  if (desiredSize < minSize)
    throw invalidParameter(`Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
  if (maxSize > MAX_NODES)
    throw invalidParameter(`maxSize ${maxSize} exceeds the maximum of ${MAX_NODES} nodes per node group`);
}

function checkNodeRole(aws: SimulatedAws, roleArn: string): void {
  const role = aws.iam.role(roleArn);
  const principal = `ec2.${dnsSuffix(roleArn.split(':')[1] ?? '')}`;
  if (role && trusts(role, principal, 'sts:AssumeRole')) return;
  throw invalidParameter(
    `Following required service principals [${principal}] were not found in the trust relationships of nodeRole ${roleArn}`,
  );
}

function checkInstanceTypes(
  aws: SimulatedAws,
  cluster: Cluster,
  { amiType, instanceTypes }: NewNodegroup,
): void {
  if (instanceTypes.length > MOST_INSTANCE_TYPES)
    throw invalidParameter(`Instance types: at most ${MOST_INSTANCE_TYPES} can be specified`);
  if (!Object.hasOwn(AMITypes, amiType)) throw invalidParameter(`${amiType} is not a valid AMI type`);
  const architecture = amiType.includes('ARM_64') ? 'arm64' : 'x86_64';
  for (const name of instanceTypes) {
    const type = aws.ec2.instanceType(cluster.accountRegion, name);
    if (!type) throw invalidParameter(`[${name}] is not a valid instance type`);
    if (!type.architectures.includes(architecture)) {
      throw invalidParameter(`[${name}] is not a valid instance type for requested amiType ${amiType}`);
    }
  }
}

function checkLaunchTemplate(aws: SimulatedAws, cluster: Cluster, { launchTemplate }: NewNodegroup): void {
  if (!launchTemplate) return;
  const template = aws.ec2.launchTemplate(cluster.accountRegion, launchTemplate.id);
  if (!template) throw invalidRequest(`Launch template ${launchTemplate.id} does not exist`);
  const keyName = template.data['KeyName'];
  if (typeof keyName === 'string' && !aws.ec2.hasKeyPair(cluster.accountRegion, keyName)) {
    throw invalidRequest(
      `The key pair '${keyName}' does not exist (Service: AmazonEC2; Status Code: 400; Error Code: InvalidKeyPair.NotFound)`,
    );
  }
  const problem = metadataTagProblem(
    metadataOptions(template.data, aws.ec2.metadataDefaults(cluster.accountRegion)),
    [
      ...instanceTags(template.data),
      'k8s.io/cluster-autoscaler/enabled',
      `kubernetes.io/cluster/${cluster.name}`,
    ],
  );
  if (problem !== undefined) throw invalidRequest(problem);
  if (template.data['IamInstanceProfile'] !== undefined) {
    throw invalidParameter('Launch template should not contain an IAM instance profile');
  }
}

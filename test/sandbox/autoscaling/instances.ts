import { randomBytes, randomUUID } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import { IMDSV1_REFUSED, metadataTagProblem } from '../ec2/instance-metadata';
import type { Subnet } from '../ec2-port';
import { insufficientCapacity } from '../eks/node-problems';
import { joinCluster } from '../eks/self-managed-nodes';
import type { SimulatedAws } from '../simulated-aws';
import { launchSettings, type LaunchSettings } from './launch-template';
import type { Activity, ActivityOutcome, Group, Instance } from './state';

/** Launches instances over the group's subnets in turn, until one cannot be launched. */
export async function launchInstances(aws: SimulatedAws, group: Group, count: number): Promise<void> {
  await pause(aws.clock, duration('create Auto Scaling group', group.name));
  const settings = launchSettings(aws, group.accountRegion, group.launchTemplate.id);
  const subnets = group.subnetIds.flatMap((id) => aws.ec2.subnet(group.accountRegion, id) ?? []);
  const launched: Instance[] = [];
  for (const subnet of spread(subnets, count)) {
    const tried = typesOf(group, settings).map((instanceType) => ({ ...settings, instanceType }));
    const problems = tried.map((each) => launchProblem(aws, group, each, subnet));
    const found = tried[problems.indexOf(undefined)];
    const problem = problems[0] ?? '';
    if (!found) {
      record(aws, group, `Launching a new EC2 instance.  Status Reason: ${problem}`, {
        statusCode: 'Failed',
        message: problem,
      });
      break;
    }
    launched.push(launch(aws, group, found, subnet));
    group.instances = [...launched];
  }
  await pause(aws.clock, duration('launch instance', group.name));
  for (const instance of launched) {
    if (instance.lifecycleState === 'Pending') instance.lifecycleState = 'InService';
    record(aws, group, `Launching a new EC2 instance: ${instance.id}`, { statusCode: 'Successful' });
  }
}

/** Terminates all instances of a group, those too that were just about to come. */
export async function terminateInstances(aws: SimulatedAws, group: Group): Promise<void> {
  await group.settled;
  for (const instance of group.instances) {
    instance.lifecycleState = 'Terminating';
    instance.leave();
  }
  await pause(aws.clock, duration('terminate instance', group.name));
  for (const { id } of group.instances) {
    record(aws, group, `Terminating EC2 instance: ${id}`, { statusCode: 'Successful' });
  }
  group.instances = [];
}

/** In the order of preference. */
function typesOf({ overrides }: Group, { instanceType }: LaunchSettings): readonly string[] {
  return overrides.length > 0 ? overrides : [instanceType];
}

function launch(aws: SimulatedAws, group: Group, settings: LaunchSettings, subnet: Subnet): Instance {
  return {
    id: `i-0${randomBytes(8).toString('hex')}`,
    instanceType: settings.instanceType,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    lifecycleState: 'Pending',
    leave: joinCluster(aws, group.accountRegion, { ...settings, subnet }),
  };
}

function launchProblem(
  aws: SimulatedAws,
  { accountRegion, tags }: Group,
  { instanceType, keyName, metadata, tags: own }: LaunchSettings,
  { availabilityZone, freeAddresses, id }: Subnet,
): string | undefined {
  const failure = aws.resourceFailures.match('create', 'Auto Scaling group');
  if (failure) return failure.message;
  const type = aws.ec2.instanceType(accountRegion, instanceType);
  if (!type) return `Invalid instance type: ${instanceType}. Launching EC2 instance failed.`;
  if (!type.availabilityZones.includes(availabilityZone)) {
    return `Your requested instance type (${instanceType}) is not supported in your requested Availability Zone (${availabilityZone}). Please retry your request by not specifying an Availability Zone or choosing ${type.availabilityZones.join(', ')}. Launching EC2 instance failed.`;
  }
  if (!aws.ec2.hasCapacity(accountRegion, instanceType)) {
    return `Could not launch On-Demand Instances. ${insufficientCapacity(instanceType, availabilityZone)}`;
  }
  const propagated = tags.filter(({ propagateAtLaunch }) => propagateAtLaunch).map(({ key }) => key);
  const tagProblem = metadataTagProblem(metadata, [...own, ...propagated]);
  if (tagProblem !== undefined) return `${tagProblem}. Launching EC2 instance failed.`;
  const isEnforced = aws.ec2.metadataDefaults(accountRegion).httpTokensEnforced === 'enabled';
  if (isEnforced && metadata.httpTokens === 'optional')
    return `${IMDSV1_REFUSED} Launching EC2 instance failed.`;
  if (keyName !== undefined && !aws.ec2.hasKeyPair(accountRegion, keyName)) {
    return `The key pair '${keyName}' does not exist. Launching EC2 instance failed.`;
  }
  if (freeAddresses < 1) {
    return `There are not enough free addresses in subnet '${id}' to satisfy the requested number of instances. Launching EC2 instance failed.`;
  }
  return undefined;
}

function spread(subnets: readonly Subnet[], count: number): readonly Subnet[] {
  return Array.from({ length: count }, (_, index) => subnets[index % subnets.length]).filter(
    (subnet) => subnet !== undefined,
  );
}

function record(aws: SimulatedAws, group: Group, description: string, outcome: ActivityOutcome): void {
  const now = new Date(aws.clock.now());
  const activity: Activity = {
    id: randomUUID(),
    description,
    cause: `At ${now.toISOString()} the group was brought to a capacity of ${group.size.desired}.`,
    startedAt: now,
    endedAt: now,
    outcome,
  };
  group.activities = [activity, ...group.activities];
}

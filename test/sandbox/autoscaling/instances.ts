import { randomBytes, randomUUID } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import { IMDSV1_REFUSED, metadataTagProblem } from '../ec2/instance-metadata';
import type { Subnet } from '../ec2-port';
import { insufficientCapacity } from '../eks/node-problems';
import { joinCluster } from '../eks/self-managed-nodes';
import type { World } from '../world';
import { launchSettings, type LaunchSettings } from './launch-template';
import type { Activity, ActivityOutcome, Group, Instance } from './state';

/** Launches instances over the group's subnets in turn, until one cannot be launched. */
export async function launchInstances(world: World, group: Group, count: number): Promise<void> {
  await pause(world.clock, duration('create Auto Scaling group', group.name));
  const settings = launchSettings(world, group.place, group.launchTemplate.id);
  const subnets = group.subnetIds.flatMap((id) => world.ec2.subnet(group.place, id) ?? []);
  const launched: Instance[] = [];
  for (const subnet of spread(subnets, count)) {
    const tried = typesOf(group, settings).map((instanceType) => ({ ...settings, instanceType }));
    const problems = tried.map((each) => launchProblem(world, group, each, subnet));
    const found = tried[problems.indexOf(undefined)];
    const problem = problems[0] ?? '';
    if (!found) {
      record(world, group, `Launching a new EC2 instance.  Status Reason: ${problem}`, {
        statusCode: 'Failed',
        message: problem,
      });
      break;
    }
    launched.push(launch(world, group, found, subnet));
    group.instances = [...launched];
  }
  await pause(world.clock, duration('launch instance', group.name));
  for (const instance of launched) {
    if (instance.lifecycleState === 'Pending') instance.lifecycleState = 'InService';
    record(world, group, `Launching a new EC2 instance: ${instance.id}`, { statusCode: 'Successful' });
  }
}

/** Terminates all instances of a group, those too that were just about to come. */
export async function terminateInstances(world: World, group: Group): Promise<void> {
  await group.settled;
  for (const instance of group.instances) {
    instance.lifecycleState = 'Terminating';
    instance.leave();
  }
  await pause(world.clock, duration('terminate instance', group.name));
  for (const { id } of group.instances) {
    record(world, group, `Terminating EC2 instance: ${id}`, { statusCode: 'Successful' });
  }
  group.instances = [];
}

/** In the order of preference. */
function typesOf({ overrides }: Group, { instanceType }: LaunchSettings): readonly string[] {
  return overrides.length > 0 ? overrides : [instanceType];
}

function launch(world: World, group: Group, settings: LaunchSettings, subnet: Subnet): Instance {
  return {
    id: `i-0${randomBytes(8).toString('hex')}`,
    instanceType: settings.instanceType,
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    lifecycleState: 'Pending',
    leave: joinCluster(world, group.place, { ...settings, subnet }),
  };
}

function launchProblem(
  world: World,
  { place, tags }: Group,
  { instanceType, keyName, metadata, tags: own }: LaunchSettings,
  { availabilityZone, freeAddresses, id }: Subnet,
): string | undefined {
  const trouble = world.troubles.strike('create', 'Auto Scaling group');
  if (trouble) return trouble.message;
  const type = world.ec2.instanceType(place, instanceType);
  if (!type) return `Invalid instance type: ${instanceType}. Launching EC2 instance failed.`;
  if (!type.availabilityZones.includes(availabilityZone)) {
    return `Your requested instance type (${instanceType}) is not supported in your requested Availability Zone (${availabilityZone}). Please retry your request by not specifying an Availability Zone or choosing ${type.availabilityZones.join(', ')}. Launching EC2 instance failed.`;
  }
  if (!world.ec2.hasCapacity(place, instanceType)) {
    return `Could not launch On-Demand Instances. ${insufficientCapacity(instanceType, availabilityZone)}`;
  }
  const propagated = tags.filter(({ propagateAtLaunch }) => propagateAtLaunch).map(({ key }) => key);
  const tagProblem = metadataTagProblem(metadata, [...own, ...propagated]);
  if (tagProblem !== undefined) return `${tagProblem}. Launching EC2 instance failed.`;
  const isEnforced = world.ec2.metadataDefaults(place).httpTokensEnforced === 'enabled';
  if (isEnforced && metadata.httpTokens === 'optional')
    return `${IMDSV1_REFUSED} Launching EC2 instance failed.`;
  if (keyName !== undefined && !world.ec2.hasKeyPair(place, keyName)) {
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

function record(world: World, group: Group, description: string, outcome: ActivityOutcome): void {
  const now = new Date(world.clock.now());
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

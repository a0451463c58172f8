import { randomUUID } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import type { AccountRegion } from '../eks/state';
import { ServiceError } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import { launchInstances, terminateInstances } from './instances';
import { launchSettings } from './launch-template';
import type { Group, GroupSettings, GroupSize } from './state';

export function groupsAt(aws: SimulatedAws, accountRegion: AccountRegion): readonly Group[] {
  return aws.autoScaling.groups.filter(
    (group) =>
      group.accountRegion.accountId === accountRegion.accountId &&
      group.accountRegion.region === accountRegion.region,
  );
}

export function findGroup(aws: SimulatedAws, accountRegion: AccountRegion, name: string): Group | undefined {
  return groupsAt(aws, accountRegion).find((group) => group.name === name);
}

/** @param id `*` where Auto Scaling has yet to make it up */
export function groupArn({ partition, region, accountId }: AccountRegion, name: string, id: string): string {
  return `arn:${partition}:autoscaling:${region}:${accountId}:autoScalingGroup:${id}:autoScalingGroupName/${name}`;
}

/** Begins to create a group; it `settled` once its instances are in service, or could not be launched. */
export function createGroup(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  settings: GroupSettings & { readonly size: GroupSize },
): Group {
  const { name, size, subnetIds } = settings;
  if (findGroup(aws, accountRegion, name)) {
    throw new ServiceError(
      'AlreadyExists',
      'AutoScalingGroup by this name already exists - A group with the name already exists',
    );
  }
  checkSize(size);
  const unknown = subnetIds.find((id) => !aws.ec2.subnet(accountRegion, id));
  if (unknown !== undefined) {
    throw new ServiceError('ValidationError', `The subnet ID '${unknown}' does not exist`);
  }
  launchSettings(aws, accountRegion, settings.launchTemplate.id);
  const group: Group = {
    ...settings,
    accountRegion,
    arn: groupArn(accountRegion, name, randomUUID()),
    createdAt: new Date(aws.clock.now()),
    instances: [],
    activities: [],
    settled: Promise.resolve(),
  };
  aws.autoScaling.groups.push(group);
  group.settled = launchInstances(aws, group, size.desired);
  return group;
}

/** Begins to terminate all instances of a group: one that has any cannot be deleted. */
export function emptyGroup(aws: SimulatedAws, group: Group): void {
  group.size = { min: 0, desired: 0, max: 0 };
  group.settled = terminateInstances(aws, group);
}

/** Deletes a group without instances. */
export async function deleteGroup(aws: SimulatedAws, group: Group): Promise<void> {
  if (group.instances.length > 0) {
    throw new ServiceError(
      'ResourceInUse',
      `You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.`,
    );
  }
  await pause(aws.clock, duration('delete Auto Scaling group', group.name));
  aws.autoScaling.groups = aws.autoScaling.groups.filter((other) => other !== group);
}

function checkSize({ min, desired, max }: GroupSize): void {
  if (min > max) {
    throw new ServiceError('ValidationError', 'Max bound, must be greater than or equal to min bound');
  }
  if (desired < min || desired > max) {
    throw new ServiceError(
      'ValidationError',
      `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`,
    );
  }
}

import { randomUUID } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import type { Place } from '../eks/state';
import { ServiceError } from '../service';
import type { World } from '../world';
import { launchInstances, terminateInstances } from './instances';
import { launchSettings } from './launch-template';
import type { Group, GroupSettings, GroupSize } from './state';

export function groupsAt(world: World, place: Place): readonly Group[] {
  return world.autoScaling.groups.filter(
    (group) => group.place.accountId === place.accountId && group.place.region === place.region,
  );
}

export function findGroup(world: World, place: Place, name: string): Group | undefined {
  return groupsAt(world, place).find((group) => group.name === name);
}

/** @param id `*` where Auto Scaling has yet to make it up */
export function groupArn({ partition, region, accountId }: Place, name: string, id: string): string {
  return `arn:${partition}:autoscaling:${region}:${accountId}:autoScalingGroup:${id}:autoScalingGroupName/${name}`;
}

/** Begins to create a group; it `settled` once its instances are in service, or could not be launched. */
export function createGroup(
  world: World,
  place: Place,
  settings: GroupSettings & { readonly size: GroupSize },
): Group {
  const { name, size, subnetIds } = settings;
  if (findGroup(world, place, name)) {
    throw new ServiceError(
      'AlreadyExists',
      'AutoScalingGroup by this name already exists - A group with the name already exists',
    );
  }
  checkSize(size);
  const unknown = subnetIds.find((id) => !world.ec2.subnet(place, id));
  if (unknown !== undefined) {
    throw new ServiceError('ValidationError', `The subnet ID '${unknown}' does not exist`);
  }
  launchSettings(world, place, settings.launchTemplate.id);
  const group: Group = {
    ...settings,
    place,
    arn: groupArn(place, name, randomUUID()),
    createdAt: new Date(world.clock.now()),
    instances: [],
    activities: [],
    settled: Promise.resolve(),
  };
  world.autoScaling.groups.push(group);
  group.settled = launchInstances(world, group, size.desired);
  return group;
}

/** Begins to terminate all instances of a group: one that has any cannot be deleted. */
export function emptyGroup(world: World, group: Group): void {
  group.size = { min: 0, desired: 0, max: 0 };
  group.settled = terminateInstances(world, group);
}

/** Deletes a group without instances. */
export async function deleteGroup(world: World, group: Group): Promise<void> {
  if (group.instances.length > 0) {
    throw new ServiceError(
      'ResourceInUse',
      `You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.`,
    );
  }
  await pause(world.clock, duration('delete Auto Scaling group', group.name));
  world.autoScaling.groups = world.autoScaling.groups.filter((other) => other !== group);
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

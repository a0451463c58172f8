import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts';
import type { Ec2Port, Subnet as Ec2Subnet } from '../ec2-port';
import type { AccountRegion } from '../eks/state';
import { ServiceError } from '../service';
import { INSTANCE_TYPES } from './instance-types';
import { zonesOffering } from './instance-type-operations';
import { launchTemplateNotFound } from './launch-template-operations';
import type { DefaultRoute, Region, RouteTable, Subnet } from './region';

/** EC2 as EKS and CloudFormation use it: the same resources that EC2's API shows. */
export function ec2Network(accounts: ReadonlyMap<string, Account>): Ec2Port {
  const regionOf = ({ accountId, region }: AccountRegion): Region => {
    const found = accounts.get(accountId)?.regions.get(region);
    if (!found) throw new ServiceError('AuthFailure', `The account is not opted in to ${region}.`, 401);
    return found;
  };
  return {
    vpc: (accountRegion, id) => regionOf(accountRegion).vpcs.find((vpc) => vpc.id === id),
    subnet: (accountRegion, id) => {
      const region = regionOf(accountRegion);
      const subnet = region.subnets.find((each) => each.id === id);
      const zone = region.availabilityZones.find(({ name }) => name === subnet?.availabilityZone);
      return (
        subnet &&
        zone && {
          ...subnet,
          availabilityZoneId: zone.id,
          zoneType: zone.type,
          assignsPublicIp: subnet.mapPublicIpOnLaunch,
          wayOut: WAYS_OUT[routeTableOf(region, subnet)?.defaultRoute.kind ?? 'none'],
        }
      );
    },
    securityGroup: (accountRegion, id) =>
      regionOf(accountRegion).securityGroups.find((group) => group.id === id),
    hasKeyPair: (accountRegion, name) =>
      regionOf(accountRegion).keyPairs.some((keyPair) => keyPair.name === name),
    instanceType: (accountRegion, name) => {
      const type = INSTANCE_TYPES.find((each) => each.name === name);
      const availabilityZones = zonesOffering(regionOf(accountRegion), name);
      const bootsNodes = type?.architecture !== 'arm64' || type.clock >= GRAVITON2_CLOCK;
      return type && { name, architectures: [type.architecture], bootsNodes, availabilityZones };
    },
    hasCapacity: (accountRegion, instanceType) =>
      !regionOf(accountRegion).scarceInstanceTypes.has(instanceType),
    metadataDefaults: (accountRegion) => regionOf(accountRegion).metadataDefaults,
    launchTemplate: (accountRegion, id) => {
      const template = regionOf(accountRegion).launchTemplates.get(id);
      return template && { ...template, data: template.versions.at(-1) ?? {} };
    },
    createLaunchTemplate: (accountRegion, { name, data, tags }) => {
      const { launchTemplates } = regionOf(accountRegion);
      if ([...launchTemplates.values()].some((template) => template.name === name)) {
        throw new ServiceError(
          'InvalidLaunchTemplateName.AlreadyExistsException',
          'Launch template name already in use.',
        );
      }
      const id = `lt-0${randomBytes(8).toString('hex')}`;
      const createdBy = `arn:${accountRegion.partition}:iam::${accountRegion.accountId}:root`;
      launchTemplates.set(id, { id, name, tags, createdBy, createdAt: new Date(), versions: [data] });
      return { id, name, data, tags };
    },
    createLaunchTemplateVersion: (accountRegion, id, data) => {
      const template = regionOf(accountRegion).launchTemplates.get(id);
      if (!template) throw launchTemplateNotFound(id);
      return template.versions.push(data);
    },
    deleteLaunchTemplate: (accountRegion, id) => {
      if (!regionOf(accountRegion).launchTemplates.delete(id)) throw launchTemplateNotFound(id);
    },
  };
}

/** Amazon Linux 2023 is compiled for it: https://github.com/amazonlinux/amazon-linux-2023/issues/50 */
const GRAVITON2_CLOCK = 2.5;

const WAYS_OUT: { readonly [K in DefaultRoute['kind']]: Ec2Subnet['wayOut'] } = {
  'internet gateway': 'internet gateway',
  'virtual private gateway': 'another',
  'NAT gateway': 'another',
  'black hole': 'none',
  none: 'none',
};

/** A subnet that no table names has its VPC's main one. */
function routeTableOf({ routeTables }: Region, subnet: Subnet): RouteTable | undefined {
  return (
    routeTables.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ??
    routeTables.find(({ vpcId, isMain }) => isMain && vpcId === subnet.vpcId)
  );
}

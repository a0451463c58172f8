import {
  instanceTags,
  type MetadataDefaults,
  metadataOptions,
  type MetadataOptions,
} from '../ec2/instance-metadata';
import type { LaunchTemplate } from '../ec2-port';
import { structure, text, texts } from '../members';
import type { Place } from '../eks/state';
import { ServiceError } from '../service';
import type { World } from '../world';

/** What Auto Scaling launches instances with. */
export interface LaunchSettings {
  readonly imageId: string;
  readonly instanceType: string;
  readonly keyName: string | undefined;
  readonly instanceProfileArn: string | undefined;
  readonly securityGroupIds: readonly string[];
  readonly metadata: MetadataOptions;
  /** Keys. */
  readonly tags: readonly string[];
  /** As the instance sees it. */
  readonly userData: string;
}

/** Reads a launch template, and refuses what Auto Scaling refuses when the group is created. */
export function launchSettings(world: World, place: Place, id: string): LaunchSettings {
  const template = world.ec2.launchTemplate(place, id);
  if (!template) throw invalid(`The specified launch template, with template ID ${id}, does not exist.`);
  for (const parameter of ['ImageId', 'InstanceType']) {
    if (text(template.data, parameter) === undefined) {
      throw invalid(`The request must contain the parameter ${parameter}`);
    }
  }
  const settings = read(template, world.ec2.metadataDefaults(place));
  const { instanceProfileArn, securityGroupIds } = settings;
  if (instanceProfileArn !== undefined && !world.iam.instanceProfile(instanceProfileArn)) {
    throw invalid(
      `Value (${instanceProfileArn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
    );
  }
  // Unlike those that the account has from the beginning, a cluster's own group is known to EKS alone here.
  const unknown = securityGroupIds.find(
    (groupId) =>
      !world.ec2.securityGroup(place, groupId) &&
      !world.eks.clusters.some(({ securityGroupId }) => securityGroupId === groupId),
  );
  if (unknown !== undefined) throw invalid(`The security group '${unknown}' does not exist`);
  return settings;
}

function read({ data }: LaunchTemplate, defaults: MetadataDefaults): LaunchSettings {
  return {
    imageId: text(data, 'ImageId') ?? '',
    instanceType: text(data, 'InstanceType') ?? '',
    keyName: text(data, 'KeyName'),
    instanceProfileArn: text(structure(data, 'IamInstanceProfile'), 'Arn'),
    securityGroupIds: texts(data, 'SecurityGroupIds'),
    metadata: metadataOptions(data, defaults),
    tags: instanceTags(data),
    userData: Buffer.from(text(data, 'UserData') ?? '', 'base64').toString(),
  };
}

function invalid(reason: string): ServiceError {
  return new ServiceError('ValidationError', `You must use a valid fully-formed launch template. ${reason}`);
}

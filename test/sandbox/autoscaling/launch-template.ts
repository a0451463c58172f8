import {
  instanceTags,
  type MetadataDefaults,
  metadataOptions,
  type MetadataOptions,
} from '../ec2/instance-metadata';
import type { LaunchTemplate } from '../ec2-port';
import { structure, text, texts } from '../input';
import type { AccountRegion } from '../eks/state';
import { ServiceError } from '../service';
import type { SimulatedAws } from '../simulated-aws';

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
export function launchSettings(aws: SimulatedAws, accountRegion: AccountRegion, id: string): LaunchSettings {
  const template = aws.ec2.launchTemplate(accountRegion, id);
  if (!template) throw invalid(`The specified launch template, with template ID ${id}, does not exist.`);
  for (const parameter of ['ImageId', 'InstanceType']) {
    if (text(template.data, parameter) === undefined) {
      throw invalid(`The request must contain the parameter ${parameter}`);
    }
  }
  const settings = read(template, aws.ec2.metadataDefaults(accountRegion));
  const { instanceProfileArn, securityGroupIds } = settings;
  if (instanceProfileArn !== undefined && !aws.iam.instanceProfile(instanceProfileArn)) {
    throw invalid(
      `Value (${instanceProfileArn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
    );
  }
  // Unlike those that the account has from the beginning, a cluster's own group is known to EKS alone here.
  const unknown = securityGroupIds.find(
    (groupId) =>
      !aws.ec2.securityGroup(accountRegion, groupId) &&
      !aws.eks.clusters.some(({ securityGroupId }) => securityGroupId === groupId),
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

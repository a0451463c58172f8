import { pause } from '../../clock';
import { duration } from '../../durations';
import { text, texts } from '../../input';
import { dnsSuffix } from '../../partitions';
import type { ResourceHandler, ResourceRequest } from './handler';

/** AWS::IAM::InstanceProfile */
export const instanceProfileHandler: ResourceHandler = {
  service: 'Iam',
  schema: {
    required: ['Roles'],
    properties: ['InstanceProfileName', 'Path', 'Roles'],
    attributes: ['Arn'],
  },

  permissionFacts(request) {
    const { partition, accountId } = request.accountRegion;
    return {
      arn: `arn:${partition}:iam::${accountId}:instance-profile${path(request)}${profileName(request)}`,
      passedRoles: texts(request.properties, 'Roles').map((name) => ({
        // Roles are named without their path, and in our templates are where their profile is.
        arn: `arn:${partition}:iam::${accountId}:role${path(request)}${name}`,
        service: `ec2.${dnsSuffix(partition)}`,
      })),
    };
  },

  async create(request, initiated) {
    const { aws, accountRegion, properties } = request;
    const name = profileName(request);
    const { arn } = aws.iam.createInstanceProfile(accountRegion.accountId, {
      name,
      path: path(request),
      roleNames: texts(properties, 'Roles'),
    });
    initiated(name);
    await pause(aws.clock, duration('create instance profile', name));
    return { attributes: { Arn: arn } };
  },

  async delete({ aws, accountRegion }, physicalId) {
    aws.iam.deleteInstanceProfile(accountRegion.accountId, physicalId);
    await pause(aws.clock, duration('delete instance profile', physicalId));
  },
};

function profileName({ properties, generatedName }: ResourceRequest): string {
  return text(properties, 'InstanceProfileName') ?? generatedName;
}

function path({ properties }: ResourceRequest): string {
  return text(properties, 'Path') ?? '/';
}

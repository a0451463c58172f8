import { pause } from '../../clock';
import { duration } from '../../durations';
import { structure, text } from '../../input';
import type { ResourceHandler } from './handler';

/** AWS::EC2::LaunchTemplate */
export const launchTemplateHandler: ResourceHandler = {
  service: 'Ec2',
  schema: {
    required: ['LaunchTemplateData'],
    properties: ['LaunchTemplateData', 'LaunchTemplateName', 'TagSpecifications', 'VersionDescription'],
    attributes: ['DefaultVersionNumber', 'LatestVersionNumber', 'LaunchTemplateId'],
    createOnly: ['LaunchTemplateName'],
  },

  permissionFacts({ accountRegion: { partition, region, accountId } }) {
    return { arn: `arn:${partition}:ec2:${region}:${accountId}:launch-template/*` };
  },

  async create({ aws, accountRegion, properties, generatedName, stackTags }, initiated) {
    const template = aws.ec2.createLaunchTemplate(accountRegion, {
      name: text(properties, 'LaunchTemplateName') ?? generatedName,
      data: structure(properties, 'LaunchTemplateData'),
      tags: stackTags,
    });
    initiated(template.id);
    await pause(aws.clock, duration('create launch template', template.name));
    return {
      attributes: { DefaultVersionNumber: '1', LatestVersionNumber: '1', LaunchTemplateId: template.id },
    };
  },

  async update({ aws, accountRegion, properties }, { physicalId }) {
    const data = structure(properties, 'LaunchTemplateData');
    const version = aws.ec2.createLaunchTemplateVersion(accountRegion, physicalId, data);
    await pause(aws.clock, duration('create launch template', physicalId));
    return { LatestVersionNumber: String(version) };
  },

  async delete({ aws, accountRegion }, physicalId) {
    if (!aws.ec2.launchTemplate(accountRegion, physicalId)) return;
    aws.ec2.deleteLaunchTemplate(accountRegion, physicalId);
    await pause(aws.clock, duration('delete launch template', physicalId));
  },
};

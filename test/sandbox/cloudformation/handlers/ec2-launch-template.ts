import { pause } from '../../clock';
import { duration } from '../../durations';
import { structure, text } from '../../members';
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

  permissionFacts({ place: { partition, region, accountId } }) {
    return { arn: `arn:${partition}:ec2:${region}:${accountId}:launch-template/*` };
  },

  async create({ world, place, properties, generatedName, stackTags }, initiated) {
    const template = world.ec2.createLaunchTemplate(place, {
      name: text(properties, 'LaunchTemplateName') ?? generatedName,
      data: structure(properties, 'LaunchTemplateData'),
      tags: stackTags,
    });
    initiated(template.id);
    await pause(world.clock, duration('create launch template', template.name));
    return {
      attributes: { DefaultVersionNumber: '1', LatestVersionNumber: '1', LaunchTemplateId: template.id },
    };
  },

  async update({ world, place, properties }, { physicalId }) {
    const data = structure(properties, 'LaunchTemplateData');
    const version = world.ec2.createLaunchTemplateVersion(place, physicalId, data);
    await pause(world.clock, duration('create launch template', physicalId));
    return { LatestVersionNumber: String(version) };
  },

  async delete({ world, place }, physicalId) {
    if (!world.ec2.launchTemplate(place, physicalId)) return;
    world.ec2.deleteLaunchTemplate(place, physicalId);
    await pause(world.clock, duration('delete launch template', physicalId));
  },
};

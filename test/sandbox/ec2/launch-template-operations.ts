import { text, texts } from '../input';
import { ServiceError, type Operation, type ServiceResponse } from '../service';
import { authorizeEc2, describeOperation, siteOf, tagMembers } from './listing';
import { pageOf } from './paging';
import type { LaunchTemplate } from './region';

/** Operations on launch templates; they are made by CloudFormation. */
export const LAUNCH_TEMPLATE_OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeLaunchTemplates: describeOperation<LaunchTemplate>({
    member: 'LaunchTemplates',
    items: ({ region }) => [...region.launchTemplates.values()],
    pick: {
      parameter: 'LaunchTemplateId',
      by: ({ id }) => id,
      missing: ([id]) => launchTemplateNotFound(id),
    },
    filters: { 'launch-template-name': ({ name }) => name },
    view: (template) => ({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
      CreateTime: template.createdAt,
      CreatedBy: template.createdBy,
      DefaultVersionNumber: 1,
      LatestVersionNumber: template.versions.length,
      Tags: tagMembers(template.tags),
    }),
  }),

  DescribeLaunchTemplateVersions: (request) => {
    authorizeEc2(request);
    const { input } = request;
    const [id, name] = [text(input, 'LaunchTemplateId'), text(input, 'LaunchTemplateName')];
    const templates = [...siteOf(request).region.launchTemplates.values()];
    const template = templates.find((each) => each.id === id || each.name === name);
    if (!template) throw launchTemplateNotFound(id ?? name);
    const wanted = texts(input, 'LaunchTemplateVersion').map((version) => versionNumber(version, template));
    const views = template.versions
      .map((data, index): ServiceResponse => ({
        LaunchTemplateId: template.id,
        LaunchTemplateName: template.name,
        VersionNumber: index + 1,
        DefaultVersion: index === 0,
        CreateTime: template.createdAt,
        CreatedBy: template.createdBy,
        LaunchTemplateData: data,
      }))
      .filter((_, index) => wanted.length === 0 || wanted.includes(index + 1));
    return pageOf(views, 'LaunchTemplateVersions', input, { smallest: 1, largest: 200 });
  },
};

export function launchTemplateNotFound(idOrName = ''): ServiceError {
  return new ServiceError(
    'InvalidLaunchTemplateId.NotFound',
    `The specified launch template, with template ID ${idOrName}, does not exist.`,
  );
}

function versionNumber(version: string, { versions }: LaunchTemplate): number {
  switch (version) {
    case '$Default':
      return 1;
    case '$Latest':
      return versions.length;
    default:
      return Number(version);
  }
}

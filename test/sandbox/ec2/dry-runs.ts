import { flag, text, texts } from '../input';
import { accountRegionOf } from '../account-region';
import { ServiceError, type Operation, type ServiceRequest } from '../service';
import { launchResources } from './launch-resources';
import { launchTemplateNotFound } from './launch-template-operations';
import { siteOf } from './listing';

/**
 * What EC2 is asked only whether it would do it: the writes themselves are CloudFormation's. Permission comes before
 * existence here; in which order EC2 looks is documented nowhere.
 */
export const DRY_RUN_OPERATIONS: Readonly<Record<string, Operation>> = {
  RunInstances: dryRun((request) => launchResources(accountRegionOf(request)), noCheck),
  CreateLaunchTemplate: dryRun(launchTemplate, noCheck),
  CreateLaunchTemplateVersion: dryRun(launchTemplate, requireLaunchTemplate),
  DeleteLaunchTemplate: dryRun(launchTemplate, requireLaunchTemplate),
  CreateTags: dryRun(tagged, noCheck),
  DeleteTags: dryRun(tagged, noCheck),
};

function dryRun(
  resourcesOf: (request: ServiceRequest) => readonly string[],
  check: (request: ServiceRequest) => void,
): Operation {
  return (request) => {
    const { action, input } = request;
    for (const resource of resourcesOf(request)) request.authorize(`ec2:${action}`, resource);
    check(request);
    const isDry = flag(input, 'DryRun') === true;
    throw isDry
      ? new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
      : new ServiceError('UnsupportedOperation', `The simulated account does ${action} in a stack only.`);
  };
}

function launchTemplate(request: ServiceRequest): readonly string[] {
  return [arnOf(request, `launch-template/${text(request.input, 'LaunchTemplateId') ?? '*'}`)];
}

function requireLaunchTemplate(request: ServiceRequest): void {
  const id = text(request.input, 'LaunchTemplateId') ?? '';
  if (!siteOf(request).region.launchTemplates.has(id)) throw launchTemplateNotFound(id);
}

const TYPES: Readonly<Record<string, string>> = { lt: 'launch-template', i: 'instance', vol: 'volume' };

function tagged(request: ServiceRequest): readonly string[] {
  return texts(request.input, 'ResourceId').map((id) =>
    arnOf(request, `${TYPES[id.split('-')[0] ?? ''] ?? '*'}/${id}`),
  );
}

function arnOf(request: ServiceRequest, resource: string): string {
  const { partition, region, accountId } = accountRegionOf(request);
  return `arn:${partition}:ec2:${region}:${accountId}:${resource}`;
}

function noCheck(): void {
  // Nothing that the request names has to exist.
}

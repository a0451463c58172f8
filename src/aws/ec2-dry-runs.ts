import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  CreateTagsCommand,
  DeleteLaunchTemplateCommand,
  DeleteTagsCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  DescribeKeyPairsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { AwsError } from '../core/ports/aws';
import type { RequestOptions } from './request';

// What a dry run names need not exist. EC2 then either refuses the permission or finds nothing, which tells nothing.
const TEMPLATE = 'lt-00000000000000000';
const DryRun = true;

/**
 * What each action is asked with. EC2 answers a dry run with an error, whatever it thinks of it: `DryRunOperation` or
 * `UnauthorizedOperation`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
 */
const DRY_RUNS: Readonly<Record<string, (client: EC2Client, options: RequestOptions) => Promise<unknown>>> = {
  'ec2:DescribeRegions': (client, options) => client.send(new DescribeRegionsCommand({ DryRun }), options),
  'ec2:DescribeKeyPairs': (client, options) => client.send(new DescribeKeyPairsCommand({ DryRun }), options),
  'ec2:DescribeVpcs': (client, options) => client.send(new DescribeVpcsCommand({ DryRun }), options),
  'ec2:DescribeSubnets': (client, options) => client.send(new DescribeSubnetsCommand({ DryRun }), options),
  'ec2:DescribeSecurityGroups': (client, options) =>
    client.send(new DescribeSecurityGroupsCommand({ DryRun }), options),
  'ec2:DescribeRouteTables': (client, options) =>
    client.send(new DescribeRouteTablesCommand({ DryRun }), options),
  'ec2:DescribeInstanceTypes': (client, options) =>
    client.send(new DescribeInstanceTypesCommand({ DryRun }), options),
  'ec2:DescribeInstanceTypeOfferings': (client, options) =>
    client.send(new DescribeInstanceTypeOfferingsCommand({ DryRun }), options),
  'ec2:DescribeAvailabilityZones': (client, options) =>
    client.send(new DescribeAvailabilityZonesCommand({ DryRun }), options),
  'ec2:DescribeVpcAttribute': (client, options) =>
    client.send(
      new DescribeVpcAttributeCommand({ DryRun, VpcId: 'vpc-00000000', Attribute: 'enableDnsSupport' }),
      options,
    ),
  'ec2:DescribeLaunchTemplates': (client, options) =>
    client.send(new DescribeLaunchTemplatesCommand({ DryRun }), options),
  'ec2:DescribeLaunchTemplateVersions': (client, options) =>
    client.send(new DescribeLaunchTemplateVersionsCommand({ DryRun, LaunchTemplateId: TEMPLATE }), options),
  'ec2:CreateLaunchTemplate': (client, options) =>
    client.send(
      new CreateLaunchTemplateCommand({
        DryRun,
        LaunchTemplateName: 'eks-clusters-preflight',
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
      }),
      options,
    ),
  'ec2:CreateLaunchTemplateVersion': (client, options) =>
    client.send(
      new CreateLaunchTemplateVersionCommand({
        DryRun,
        LaunchTemplateId: TEMPLATE,
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
      }),
      options,
    ),
  'ec2:DeleteLaunchTemplate': (client, options) =>
    client.send(new DeleteLaunchTemplateCommand({ DryRun, LaunchTemplateId: TEMPLATE }), options),
  'ec2:CreateTags': (client, options) =>
    client.send(
      new CreateTagsCommand({ DryRun, Resources: [TEMPLATE], Tags: [{ Key: 'Name', Value: 'preflight' }] }),
      options,
    ),
  'ec2:DeleteTags': (client, options) =>
    client.send(new DeleteTagsCommand({ DryRun, Resources: [TEMPLATE], Tags: [{ Key: 'Name' }] }), options),
  'ec2:RunInstances': (client, options) =>
    client.send(
      new RunInstancesCommand({
        DryRun,
        MinCount: 1,
        MaxCount: 1,
        InstanceType: 't3.micro',
        ImageId: 'ami-00000000000000000',
      }),
      options,
    ),
};

/** Asks EC2 whether it would let the action pass; throws its answer. */
export async function dryRun(client: EC2Client, action: string, options: RequestOptions): Promise<void> {
  const run = DRY_RUNS[action];
  if (!run) throw new AwsError('refused', 'NoDryRun', `There is no dry run of ${action}.`);
  await run(client, options);
}

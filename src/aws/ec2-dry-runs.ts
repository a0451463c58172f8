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
import type { SendOptions } from './call';

// What a dry run names need not exist. EC2 then either refuses the permission or finds nothing, which tells nothing.
const TEMPLATE = 'lt-00000000000000000';
const DryRun = true;

/**
 * What each action is asked with. EC2 answers a dry run with an error, whatever it thinks of it: `DryRunOperation` or
 * `UnauthorizedOperation`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
 */
const DRY_RUNS: Readonly<Record<string, (client: EC2Client, send: SendOptions) => Promise<unknown>>> = {
  'ec2:DescribeRegions': (client, send) => client.send(new DescribeRegionsCommand({ DryRun }), send),
  'ec2:DescribeKeyPairs': (client, send) => client.send(new DescribeKeyPairsCommand({ DryRun }), send),
  'ec2:DescribeVpcs': (client, send) => client.send(new DescribeVpcsCommand({ DryRun }), send),
  'ec2:DescribeSubnets': (client, send) => client.send(new DescribeSubnetsCommand({ DryRun }), send),
  'ec2:DescribeSecurityGroups': (client, send) =>
    client.send(new DescribeSecurityGroupsCommand({ DryRun }), send),
  'ec2:DescribeRouteTables': (client, send) => client.send(new DescribeRouteTablesCommand({ DryRun }), send),
  'ec2:DescribeInstanceTypes': (client, send) =>
    client.send(new DescribeInstanceTypesCommand({ DryRun }), send),
  'ec2:DescribeInstanceTypeOfferings': (client, send) =>
    client.send(new DescribeInstanceTypeOfferingsCommand({ DryRun }), send),
  'ec2:DescribeAvailabilityZones': (client, send) =>
    client.send(new DescribeAvailabilityZonesCommand({ DryRun }), send),
  'ec2:DescribeVpcAttribute': (client, send) =>
    client.send(
      new DescribeVpcAttributeCommand({ DryRun, VpcId: 'vpc-00000000', Attribute: 'enableDnsSupport' }),
      send,
    ),
  'ec2:DescribeLaunchTemplates': (client, send) =>
    client.send(new DescribeLaunchTemplatesCommand({ DryRun }), send),
  'ec2:DescribeLaunchTemplateVersions': (client, send) =>
    client.send(new DescribeLaunchTemplateVersionsCommand({ DryRun, LaunchTemplateId: TEMPLATE }), send),
  'ec2:CreateLaunchTemplate': (client, send) =>
    client.send(
      new CreateLaunchTemplateCommand({
        DryRun,
        LaunchTemplateName: 'eks-clusters-preflight',
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
      }),
      send,
    ),
  'ec2:CreateLaunchTemplateVersion': (client, send) =>
    client.send(
      new CreateLaunchTemplateVersionCommand({
        DryRun,
        LaunchTemplateId: TEMPLATE,
        LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
      }),
      send,
    ),
  'ec2:DeleteLaunchTemplate': (client, send) =>
    client.send(new DeleteLaunchTemplateCommand({ DryRun, LaunchTemplateId: TEMPLATE }), send),
  'ec2:CreateTags': (client, send) =>
    client.send(
      new CreateTagsCommand({ DryRun, Resources: [TEMPLATE], Tags: [{ Key: 'Name', Value: 'preflight' }] }),
      send,
    ),
  'ec2:DeleteTags': (client, send) =>
    client.send(new DeleteTagsCommand({ DryRun, Resources: [TEMPLATE], Tags: [{ Key: 'Name' }] }), send),
  'ec2:RunInstances': (client, send) =>
    client.send(
      new RunInstancesCommand({
        DryRun,
        MinCount: 1,
        MaxCount: 1,
        InstanceType: 't3.micro',
        ImageId: 'ami-00000000000000000',
      }),
      send,
    ),
};

/** Asks EC2 whether it would let the action pass; throws its answer. */
export async function dryRun(client: EC2Client, action: string, send: SendOptions): Promise<void> {
  const run = DRY_RUNS[action];
  if (!run) throw new AwsError('refused', 'NoDryRun', `There is no dry run of ${action}.`);
  await run(client, send);
}

import assert from 'node:assert/strict';
import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  DescribeKeyPairsCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeInstanceTypes,
  type Vpc,
} from '@aws-sdk/client-ec2';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { clientOf, developerKeys, EXTERNAL_ID, sessionKeys } from './clients';

describe('simulated EC2 behind the SDK', () => {
  let sandbox: Sandbox;
  let frankfurt: EC2Client;
  let virginia: EC2Client;
  let production: Vpc;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const settings = clientOf(sandbox, await sessionKeys(sandbox));
    frankfurt = new EC2Client(settings);
    virginia = new EC2Client({ ...settings, region: 'us-east-1' });
    const named = { Filters: [{ Name: 'tag:Name', Values: ['production'] }] };
    const { Vpcs } = await frankfurt.send(new DescribeVpcsCommand(named));
    production = Vpcs![0]!;
  });
  after(() => sandbox.stop());

  it('shows the regions that the account uses, and on request those that it does not', async () => {
    assert.deepEqual(await regions({}), ['eu-central-1', 'us-east-1']);
    assert.deepEqual(await regions({ AllRegions: true }), ['eu-central-1', 'us-east-1', 'ap-east-1']);

    async function regions(query: { AllRegions?: boolean }) {
      const { Regions = [] } = await frankfurt.send(new DescribeRegionsCommand(query));
      return Regions.map(({ RegionName }) => RegionName);
    }
  });

  it('lets the developer see regions before any role is assumed', async () => {
    const developer = new EC2Client(clientOf(sandbox, developerKeys(sandbox)));
    assert.equal((await developer.send(new DescribeRegionsCommand())).Regions?.length, 2);
    await assert.rejects(developer.send(new DescribeVpcsCommand()), { name: 'UnauthorizedOperation' });
  });

  it('has other VPCs in each region', async () => {
    assert.equal((await frankfurt.send(new DescribeVpcsCommand())).Vpcs?.length, 2);
    const { Vpcs } = await virginia.send(new DescribeVpcsCommand());
    assert.equal(Vpcs?.length, 1);
    assert.equal(Vpcs[0]?.IsDefault, true);
  });

  it('tells one attribute of a VPC at a time', async () => {
    const query = { VpcId: production.VpcId! };
    const dns = await frankfurt.send(
      new DescribeVpcAttributeCommand({ ...query, Attribute: 'enableDnsHostnames' }),
    );
    assert.equal(dns.EnableDnsHostnames?.Value, true);
    assert.equal(dns.EnableDnsSupport, undefined);
  });

  it('shows the subnets of one VPC, with zone, free addresses and public addresses', async () => {
    const { Subnets = [] } = await frankfurt.send(new DescribeSubnetsCommand(inProduction()));
    assert.equal(Subnets.length, 7);
    assert.equal(new Set(Subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size, 3);
    assert.deepEqual(
      Subnets.map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch),
      [true, true, true, false, false, false, false],
    );
    assert.equal(Subnets[0]?.AvailableIpAddressCount, 4080);
    assert.equal(Subnets[0].AvailabilityZoneId, 'euc1-az2');
  });

  it('routes public subnets to an internet gateway and private ones to a NAT gateway', async () => {
    const { RouteTables = [] } = await frankfurt.send(new DescribeRouteTablesCommand(inProduction()));
    const gateways = RouteTables.map(({ Routes = [] }) =>
      Routes.find((r) => r.DestinationCidrBlock === '0.0.0.0/0'),
    );
    assert.equal(gateways[0], undefined);
    assert.match(gateways[1]?.GatewayId ?? '', /^igw-/);
    assert.match(gateways[2]?.NatGatewayId ?? '', /^nat-/);
    assert.equal(RouteTables[0]?.Associations?.[0]?.Main, true);
    assert.equal(RouteTables[1]?.Associations?.length, 3);
  });

  it('shows security groups with their descriptions', async () => {
    const { SecurityGroups = [] } = await frankfurt.send(new DescribeSecurityGroupsCommand(inProduction()));
    assert.deepEqual(
      SecurityGroups.map(({ GroupName }) => GroupName),
      ['default', 'eks-nodes', 'internal-web'],
    );
    assert.equal(SecurityGroups[0]?.Description, 'default VPC security group');
  });

  it('tells zones by name and by ID', async () => {
    const { AvailabilityZones = [] } = await virginia.send(new DescribeAvailabilityZonesCommand());
    const east = AvailabilityZones.find(({ ZoneId }) => ZoneId === 'use1-az3');
    assert.equal(east?.ZoneName, 'us-east-1e');
    assert.equal(east.State, 'available');
    const atlanta = AvailabilityZones.find(({ ZoneType }) => ZoneType === 'local-zone');
    assert.equal(atlanta?.GroupName, 'us-east-1-atl-1');
    assert.equal(atlanta.OptInStatus, 'opted-in');
  });

  it('gives instance types in pages, with processor, memory and accelerator', async () => {
    const types = [];
    let pages = 0;
    for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client: frankfurt }, {})) {
      pages += 1;
      types.push(...InstanceTypes);
    }
    assert.ok(pages > 1);
    assert.ok(types.length >= 40);
    assert.equal(new Set(types.map(({ InstanceType }) => InstanceType)).size, types.length);
    const graviton = types.find(({ InstanceType }) => InstanceType === 'm7g.xlarge');
    assert.deepEqual(graviton?.ProcessorInfo?.SupportedArchitectures, ['arm64']);
    assert.equal(graviton.VCpuInfo?.DefaultVCpus, 4);
    assert.equal(graviton.MemoryInfo?.SizeInMiB, 16_384);
    const gpu = types.find(({ InstanceType }) => InstanceType === 'g5.xlarge');
    assert.equal(gpu?.GpuInfo?.Gpus?.[0]?.Name, 'A10G');
  });

  it('filters instance types, with wildcards', async () => {
    const { InstanceTypes = [] } = await frankfurt.send(
      new DescribeInstanceTypesCommand({
        Filters: [
          { Name: 'instance-type', Values: ['m*', 'c*'] },
          { Name: 'processor-info.supported-architecture', Values: ['arm64'] },
        ],
      }),
    );
    assert.ok(InstanceTypes.length > 0);
    for (const { InstanceType } of InstanceTypes) assert.match(InstanceType ?? '', /^[mc]7g\./);
  });

  it('says in which zones a type is offered', async () => {
    const { InstanceTypeOfferings = [] } = await frankfurt.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: ['g5.xlarge'] }],
      }),
    );
    assert.deepEqual(
      InstanceTypeOfferings.map(({ Location }) => Location),
      ['eu-central-1a', 'eu-central-1b'],
    );
  });

  it('shows the launch templates that CloudFormation has made', async () => {
    const accountRegion = { accountId: '222222222222', partition: 'aws', region: 'eu-central-1' };
    const data = { KeyName: 'developer', MetadataOptions: { HttpTokens: 'required' } };
    const template = sandbox.aws.ec2.createLaunchTemplate(accountRegion, { name: 'nodes', data, tags: {} });
    const query = { LaunchTemplateId: template.id, Versions: ['$Latest'] };
    const { LaunchTemplateVersions } = await frankfurt.send(new DescribeLaunchTemplateVersionsCommand(query));
    assert.equal(LaunchTemplateVersions?.[0]?.LaunchTemplateData?.KeyName, 'developer');
    assert.equal(LaunchTemplateVersions[0].LaunchTemplateData.MetadataOptions?.HttpTokens, 'required');
  });

  it('names what is not there', async () => {
    await assert.rejects(frankfurt.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0'] })), {
      name: 'InvalidVpcID.NotFound',
      message: "The vpc ID 'vpc-0' does not exist",
    });
    await assert.rejects(frankfurt.send(new DescribeKeyPairsCommand({ KeyNames: ['lost'] })), {
      name: 'InvalidKeyPair.NotFound',
      message: "The key pair 'lost' does not exist",
    });
  });

  it('refuses filters that EC2 does not know', async () => {
    const query = { Filters: [{ Name: 'colour', Values: ['red'] }] };
    await assert.rejects(frankfurt.send(new DescribeVpcsCommand(query)), {
      name: 'InvalidParameterValue',
      message: "The filter 'colour' is invalid",
    });
  });

  it('answers a dry run with nothing but whether it is allowed', async () => {
    await assert.rejects(frankfurt.send(new DescribeVpcsCommand({ DryRun: true })), {
      name: 'DryRunOperation',
    });
  });

  function inProduction() {
    return { Filters: [{ Name: 'vpc-id', Values: [production.VpcId!] }] };
  }
});

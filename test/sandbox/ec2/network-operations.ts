import { text } from '../input';
import { ServiceError, type Operation, type ServiceResponse } from '../service';
import { authorizeEc2, describeOperation, siteOf, SMALL_PAGES, tagMembers } from './listing';
import type { DefaultRoute, RouteTable, SecurityGroup, Subnet, Vpc } from './region';

function notFound(code: string, what: string) {
  return (ids: readonly string[]) =>
    new ServiceError(
      code,
      ids.length === 1
        ? `The ${what} '${ids[0] ?? ''}' does not exist`
        : `The ${what}s '${ids.join(', ')}' do not exist`,
    );
}

const vpcNotFound = notFound('InvalidVpcID.NotFound', 'vpc ID');

/** Operations on VPCs and what is in them. */
export const NETWORK_OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeVpcs: describeOperation<Vpc>({
    member: 'Vpcs',
    items: ({ region }) => region.vpcs,
    pick: { parameter: 'VpcId', by: ({ id }) => id, missing: vpcNotFound },
    filters: {
      'vpc-id': ({ id }) => id,
      cidr: ({ cidr }) => cidr,
      isDefault: ({ isDefault }) => String(isDefault),
      'is-default': ({ isDefault }) => String(isDefault),
      state: () => 'available',
    },
    view: (vpc, { account }) => ({
      VpcId: vpc.id,
      OwnerId: account.id,
      State: 'available',
      CidrBlock: vpc.cidr,
      DhcpOptionsId: vpc.id.replace('vpc-', 'dopt-'),
      InstanceTenancy: 'default',
      IsDefault: vpc.isDefault,
      CidrBlockAssociationSet: [
        {
          AssociationId: vpc.id.replace('vpc-', 'vpc-cidr-assoc-'),
          CidrBlock: vpc.cidr,
          CidrBlockState: { State: 'associated' },
        },
      ],
      Tags: tagMembers(vpc.tags),
    }),
  }),

  /** One attribute a call. */
  DescribeVpcAttribute: (request) => {
    authorizeEc2(request);
    const vpcId = text(request.input, 'VpcId') ?? '';
    const vpc = siteOf(request).region.vpcs.find(({ id }) => id === vpcId);
    if (!vpc) throw vpcNotFound([vpcId]);
    const attribute = text(request.input, 'Attribute') ?? '';
    switch (attribute) {
      case 'enableDnsSupport':
        return { VpcId: vpcId, EnableDnsSupport: { Value: vpc.enableDnsSupport } };
      case 'enableDnsHostnames':
        return { VpcId: vpcId, EnableDnsHostnames: { Value: vpc.enableDnsHostnames } };
      default:
        throw new ServiceError(
          'InvalidParameterValue',
          `Value (${attribute}) for parameter attribute is invalid. Unknown attribute.`,
        );
    }
  },

  DescribeSubnets: describeOperation<Subnet>({
    member: 'Subnets',
    items: ({ region }) => region.subnets,
    pick: {
      parameter: 'SubnetId',
      by: ({ id }) => id,
      missing: notFound('InvalidSubnetID.NotFound', 'subnet ID'),
    },
    filters: {
      'subnet-id': ({ id }) => id,
      'vpc-id': ({ vpcId }) => vpcId,
      'availability-zone': ({ availabilityZone }) => availabilityZone,
      'map-public-ip-on-launch': ({ mapPublicIpOnLaunch }) => String(mapPublicIpOnLaunch),
      state: () => 'available',
    },
    view: (subnet, { account, region }) => ({
      SubnetId: subnet.id,
      SubnetArn: `arn:${account.partition}:ec2:${region.name}:${account.id}:subnet/${subnet.id}`,
      VpcId: subnet.vpcId,
      OwnerId: account.id,
      State: 'available',
      CidrBlock: subnet.cidr,
      AvailabilityZone: subnet.availabilityZone,
      AvailabilityZoneId: region.availabilityZones.find(({ name }) => name === subnet.availabilityZone)?.id,
      AvailableIpAddressCount: subnet.freeAddresses,
      MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
      AssignIpv6AddressOnCreation: false,
      DefaultForAz: false,
      Tags: tagMembers(subnet.tags),
    }),
  }),

  DescribeSecurityGroups: describeOperation<SecurityGroup>({
    member: 'SecurityGroups',
    items: ({ region }) => region.securityGroups,
    pick: {
      parameter: 'GroupId',
      by: ({ id }) => id,
      missing: notFound('InvalidGroup.NotFound', 'security group'),
    },
    filters: {
      'group-id': ({ id }) => id,
      'group-name': ({ name }) => name,
      'vpc-id': ({ vpcId }) => vpcId,
    },
    view: (group, { account, region }) => ({
      GroupId: group.id,
      SecurityGroupArn: `arn:${account.partition}:ec2:${region.name}:${account.id}:security-group/${group.id}`,
      GroupName: group.name,
      Description: group.description,
      VpcId: group.vpcId,
      OwnerId: account.id,
      IpPermissions: [],
      IpPermissionsEgress: [
        { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [] },
      ],
      Tags: tagMembers(group.tags),
    }),
  }),

  DescribeRouteTables: describeOperation<RouteTable>({
    member: 'RouteTables',
    items: ({ region }) => region.routeTables,
    pick: {
      parameter: 'RouteTableId',
      by: ({ id }) => id,
      missing: notFound('InvalidRouteTableID.NotFound', 'routeTable ID'),
    },
    filters: {
      'route-table-id': ({ id }) => id,
      'vpc-id': ({ vpcId }) => vpcId,
      'association.subnet-id': ({ subnetIds }) => subnetIds,
      'association.main': ({ isMain }) => String(isMain),
    },
    view: (table, { account, region }) => ({
      RouteTableId: table.id,
      VpcId: table.vpcId,
      OwnerId: account.id,
      Associations: associations(table),
      Routes: [
        {
          DestinationCidrBlock: region.vpcs.find(({ id }) => id === table.vpcId)?.cidr,
          GatewayId: 'local',
          Origin: 'CreateRouteTable',
          State: 'active',
        },
        ...defaultRoutes(table.defaultRoute),
      ],
      Tags: [],
    }),
    pages: SMALL_PAGES,
  }),
};

function associations(table: RouteTable): readonly ServiceResponse[] {
  const association = {
    RouteTableAssociationId: table.id.replace('rtb-', 'rtbassoc-'),
    RouteTableId: table.id,
    AssociationState: { State: 'associated' },
  };
  const explicit = table.subnetIds.map((SubnetId) => ({ ...association, Main: false, SubnetId }));
  return table.isMain ? [{ ...association, Main: true }, ...explicit] : explicit;
}

function defaultRoutes(route: DefaultRoute): readonly ServiceResponse[] {
  const toAnywhere = { DestinationCidrBlock: '0.0.0.0/0', Origin: 'CreateRoute', State: 'active' };
  switch (route.kind) {
    case 'internet gateway':
    case 'virtual private gateway':
      return [{ ...toAnywhere, GatewayId: route.gatewayId }];
    case 'NAT gateway':
      return [{ ...toAnywhere, NatGatewayId: route.natGatewayId }];
    case 'black hole':
      return [{ ...toAnywhere, NatGatewayId: route.natGatewayId, State: 'blackhole' }];
    case 'none':
      return [];
  }
}

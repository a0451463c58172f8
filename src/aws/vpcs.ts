import {
  DescribeVpcAttributeCommand,
  paginateDescribeVpcs,
  type EC2Client,
  type Vpc as EC2Vpc,
} from '@aws-sdk/client-ec2';
import type { Vpc, VpcDns } from '../core/ports/aws';
import { mapWithConcurrency } from '../core/map-with-concurrency';
import type { RequestOptions } from './request';
import { collect } from './pages';
import { orUndefined } from './optional-read';
import { nameTag } from './tags';

/** EC2 tells the attributes of one VPC at a time, and lets an account ask for few a second. */
const VPCS_AT_ONCE = 5;

/** The VPCs of the region, each with its DNS where the role may ask for that. */
export async function vpcs(client: EC2Client, options: RequestOptions): Promise<readonly Vpc[]> {
  const found = await collect(paginateDescribeVpcs({ client }, {}, options), (page) => page.Vpcs);
  return mapWithConcurrency(found, VPCS_AT_ONCE, async (vpc) => ({
    id: vpc.VpcId ?? '',
    name: nameTag(vpc.Tags),
    cidrs: cidrsOf(vpc),
    isDefault: vpc.IsDefault ?? false,
    dns: await orUndefined(vpcDns(client, vpc.VpcId ?? '', options)),
  }));
}

/** Both attributes; EC2 tells one a call. */
export async function vpcDns(client: EC2Client, VpcId: string, options: RequestOptions): Promise<VpcDns> {
  const [{ EnableDnsSupport: support }, { EnableDnsHostnames: hostnames }] = await Promise.all([
    client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }), options),
    client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }), options),
  ]);
  return { support: support?.Value ?? false, hostnames: hostnames?.Value ?? false };
}

/** A range that is being taken from the VPC, or never came to be, is listed as well. */
function cidrsOf({ CidrBlock: primary = '', CidrBlockAssociationSet: all = [] }: EC2Vpc): readonly string[] {
  const further = all.flatMap(({ CidrBlock, CidrBlockState }) =>
    CidrBlock !== undefined && CidrBlockState?.State === 'associated' ? [CidrBlock] : [],
  );
  return [...new Set([primary, ...further])];
}

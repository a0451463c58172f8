import type { Protocol } from './protocol';
import { decodeQuery } from './query-input';
import { xmlDocument, xmlMembers, type XmlStyle } from './xml';

const HEADERS = { 'content-type': 'text/xml;charset=UTF-8' };

/** EC2 writes most members with a small first letter; these have another name on the wire. */
const LIST_ELEMENTS: Readonly<Record<string, string>> = {
  AvailabilityZones: 'availabilityZoneInfo',
  Associations: 'associationSet',
  BlockDeviceMappings: 'blockDeviceMappingSet',
  InstanceTypeOfferings: 'instanceTypeOfferingSet',
  InstanceTypes: 'instanceTypeSet',
  KeyPairs: 'keySet',
  LaunchTemplateVersions: 'launchTemplateVersionSet',
  Regions: 'regionInfo',
  RouteTables: 'routeTableSet',
  Routes: 'routeSet',
  SecurityGroupIds: 'securityGroupIdSet',
  SecurityGroups: 'securityGroupInfo',
  Subnets: 'subnetSet',
  Tags: 'tagSet',
  TagSpecifications: 'tagSpecificationSet',
  Vpcs: 'vpcSet',
};

/** Members whose element is named so in one structure only. */
const MEMBER_ELEMENTS: Readonly<Record<string, string>> = {
  'AvailabilityZones.Messages': 'messageSet',
  'AvailabilityZones.State': 'zoneState',
  'Regions.Endpoint': 'regionEndpoint',
  'SecurityGroups.Description': 'groupDescription',
};

const STYLE: XmlStyle = {
  listItem: 'item',
  elementName: (path) => {
    const name = path.at(-1) ?? '';
    return MEMBER_ELEMENTS[path.slice(-2).join('.')] ?? LIST_ELEMENTS[name] ?? lowerFirst(name);
  },
};

/** EC2's own dialect of the Query protocol. */
export function ec2Protocol(namespace: string): Protocol {
  return {
    decode: decodeQuery,
    encode: (action, output, requestId) => ({
      status: 200,
      headers: HEADERS,
      body: xmlDocument(`${action}Response`, namespace, { requestId, ...xmlMembers(output, STYLE) }),
    }),
    encodeError: ({ code, message, status }, requestId) => ({
      status,
      headers: HEADERS,
      body: xmlDocument('Response', namespace, {
        Errors: { Error: { Code: code, Message: message } },
        RequestID: requestId,
      }),
    }),
  };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

import * as l10n from '@vscode/l10n';
import { excerpt } from './parse-lines';
import type { Rule } from './rule';

export const vpc: Rule = ({ vpcId }, { vpcs: known }) => {
  const remedy = l10n.t('Choose the VPC for the cluster’s network interfaces and nodes.');
  if (vpcId === '') return { message: l10n.t('No VPC is chosen.'), remedy };
  if (!/^vpc-[0-9a-f]{8,17}$/.test(vpcId))
    return { message: l10n.t('{0} is not a VPC ID.', excerpt(vpcId)), remedy };
  if (known?.some(({ id }) => id === vpcId) ?? true) return undefined;
  return { message: l10n.t('The VPC {0} does not exist in this region.', vpcId), remedy };
};

/** Bytes in the value of a parameter. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LONGEST_LIST = 4_096;
/** Each of the usual length, with a comma after it. */
const MOST_SUBNETS = Math.floor((LONGEST_LIST + 1) / 'subnet-0123456789abcdef0,'.length);

/** EKS wants two Availability Zones, so that the control plane survives the loss of one. */
export const subnets: Rule = ({ subnetIds }, { subnets: known }) => {
  const remedy = l10n.t('Select subnets in two or more Availability Zones.');
  const chosen = [...new Set(subnetIds)];
  if (chosen.length < 2) return { message: l10n.t('Select at least two subnets.'), remedy };
  const malformed = chosen.find((id) => !/^subnet-[0-9a-f]{8,17}$/.test(id));
  if (malformed !== undefined)
    return { message: l10n.t('{0} is not a subnet ID.', excerpt(malformed)), remedy };
  if (chosen.join(',').length > LONGEST_LIST)
    return {
      message: l10n.t('These are more subnets than CloudFormation takes in one list.'),
      remedy: l10n.t('Select at most {0}; two or three are usual.', MOST_SUBNETS),
    };
  if (!known) return undefined;
  const stranger = chosen.find((id) => !known.some((subnet) => subnet.id === id));
  if (stranger !== undefined)
    return { message: l10n.t('The subnet {0} is not in the chosen VPC.', stranger), remedy };
  const zones = new Set(
    known.filter(({ id }) => chosen.includes(id)).map((subnet) => subnet.availabilityZone),
  );
  const [zone] = zones;
  if (zones.size === 1 && zone !== undefined)
    return { message: l10n.t('All selected subnets are in {0}.', zone), remedy };
  return undefined;
};

export const securityGroup: Rule = ({ securityGroupId: chosen }, { securityGroups: known }) => {
  const remedy = l10n.t('Choose a security group in the VPC, for example the default one.');
  if (chosen === '') return { message: l10n.t('No security group is chosen.'), remedy };
  if (!/^sg-[0-9a-f]{8,17}$/.test(chosen))
    return { message: l10n.t('{0} is not a security group ID.', excerpt(chosen)), remedy };
  if (known?.some(({ id }) => id === chosen) ?? true) return undefined;
  return { message: l10n.t('The security group {0} is not in the chosen VPC.', chosen), remedy };
};

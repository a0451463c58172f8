import * as l10n from '@vscode/l10n';
import type { SecurityGroup, Vpc, VpcDns } from '../../src/core/ports/aws';
import type { Dispatch, View } from '../dom/page';
import { listField } from '../fields/list-field';
import { subnetsField } from '../fields/subnets-field';
import { fieldsSection } from './section';

/** Where the cluster lives in the network. */
export function networkSection(dispatch: Dispatch): View {
  return fieldsSection({ id: 'network', title: l10n.t('Network') }, [
    vpcField(dispatch),
    subnetsField(dispatch),
    securityGroupField(dispatch),
  ]);
}

function vpcField(dispatch: Dispatch): View {
  return listField(
    {
      field: 'vpcId',
      label: l10n.t('VPC'),
      request: 'listVpcs',
      placeholder: l10n.t('Select a VPC'),
      waiting: l10n.t('Authenticate to choose a VPC'),
      loading: l10n.t('Loading VPCs…'),
      failed: l10n.t('Could not load VPCs for the selected region. Enter the ID of the VPC.'),
      none: l10n.t('This region has no VPC. Have one created, then retry.'),
      groups: (vpcs) => [{ choices: vpcs.map((vpc) => ({ value: vpc.id, label: vpcLabel(vpc) })) }],
    },
    dispatch,
  );
}

function securityGroupField(dispatch: Dispatch): View {
  return listField(
    {
      field: 'securityGroupId',
      label: l10n.t('Security group'),
      hint: l10n.t('Applied to the network interfaces that EKS puts into the chosen subnets.'),
      request: 'listSecurityGroups',
      placeholder: l10n.t('Select a security group'),
      waiting: l10n.t('Select a VPC to choose a security group'),
      loading: l10n.t('Loading security groups…'),
      failed: l10n.t('Could not load Security Groups for this VPC. Enter the ID of one.'),
      none: l10n.t('This VPC has no security group.'),
      groups: (groups) => [
        { choices: groups.map((group) => ({ value: group.id, label: securityGroupLabel(group) })) },
      ],
    },
    dispatch,
  );
}

function vpcLabel({ id, name, cidrs, isDefault, dns }: Vpc): string {
  const cidr = cidrs.join(', ');
  const shown = name ?? (isDefault ? l10n.t('Default VPC') : undefined);
  const label =
    shown === undefined ? l10n.t('{0}, {1}', id, cidr) : l10n.t('{0} ({1}, {2})', shown, id, cidr);
  const off = dns ? switchedOff(dns) : [];
  return [label, ...off].join(', ');
}

/** EKS wants both: nodes find the control plane by its name. */
function switchedOff({ support, hostnames }: VpcDns): readonly string[] {
  return [
    ...(support ? [] : [l10n.t('DNS resolution off')]),
    ...(hostnames ? [] : [l10n.t('DNS hostnames off')]),
  ];
}

function securityGroupLabel({ id, name, description }: SecurityGroup): string {
  return description === '' ? l10n.t('{0} ({1})', name, id) : l10n.t('{0} ({1}): {2}', name, id, description);
}

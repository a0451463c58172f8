import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type { SecurityGroup, Vpc, VpcDns } from '../../src/core/ports/aws';
import { ListField } from '../fields/list-field';
import { SubnetsField } from '../fields/subnets-field';
import type { FormModel } from '../form-model';
import { language } from '../state/cost';
import { loaded } from '../state/state';
import { Section } from './section';

/** Where the cluster is in the network. */
export function NetworkSection({ form }: { readonly form: FormModel }) {
  return (
    <Section id="network" title={l10n.t('Network')}>
      <VpcField form={form} />
      <SubnetsField
        {...form.field('subnetIds')}
        list={form.state.requests.listSubnets}
        language={language(form.state)}
      />
      <SecurityGroupField form={form} />
    </Section>
  );
}

function VpcField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listVpcs;
  const groups = useMemo(
    () => [{ choices: (loaded(list) ?? []).map((vpc) => ({ value: vpc.id, label: vpcLabel(vpc) })) }],
    [list],
  );
  return (
    <ListField
      {...form.field('vpcId')}
      label={l10n.t('VPC')}
      request="listVpcs"
      list={list}
      groups={groups}
      placeholder={l10n.t('Select a VPC')}
      waiting={l10n.t('Authenticate to select a VPC')}
      loading={l10n.t('Loading VPCs…')}
      failed={l10n.t('Could not load VPCs for the selected region. Enter the ID of the VPC.')}
      none={l10n.t('This region has no VPC. Have one created, then retry.')}
    />
  );
}

function SecurityGroupField({ form }: { readonly form: FormModel }) {
  const list = form.state.requests.listSecurityGroups;
  const groups = useMemo(
    () => [
      {
        choices: (loaded(list) ?? []).map((group) => ({ value: group.id, label: securityGroupLabel(group) })),
      },
    ],
    [list],
  );
  return (
    <ListField
      {...form.field('securityGroupId')}
      label={l10n.t('Security group')}
      hint={l10n.t('Applied to the network interfaces that EKS creates in the selected subnets.')}
      request="listSecurityGroups"
      list={list}
      groups={groups}
      placeholder={l10n.t('Select a security group')}
      waiting={l10n.t('Select a VPC to choose a security group')}
      loading={l10n.t('Loading security groups…')}
      failed={l10n.t('Could not load security groups for this VPC. Enter the ID of a security group.')}
      none={l10n.t('This VPC has no security group.')}
    />
  );
}

function vpcLabel({ id, name, cidrs, isDefault, dns }: Vpc): string {
  const cidr = cidrs.join(', ');
  const shown = name ?? (isDefault ? l10n.t('Default VPC') : undefined);
  const label =
    shown === undefined ? l10n.t('{0}, {1}', id, cidr) : l10n.t('{0} ({1}, {2})', shown, id, cidr);
  return [label, ...(dns ? dnsProblems(dns) : [])].join(', ');
}

/** EKS needs both: nodes find the control plane by its name. */
function dnsProblems({ support, hostnames }: VpcDns): readonly string[] {
  return [
    ...(support ? [] : [l10n.t('DNS resolution off')]),
    ...(hostnames ? [] : [l10n.t('DNS hostnames off')]),
  ];
}

function securityGroupLabel({ id, name, description }: SecurityGroup): string {
  return description === '' ? l10n.t('{0} ({1})', name, id) : l10n.t('{0} ({1}): {2}', name, id, description);
}

import {
  CloudFormationClient,
  DescribeEventsCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeAccessEntryCommand,
  DescribeAddonCommand,
  DescribeAddonVersionsCommand,
  DescribeClusterCommand,
  DescribeClusterVersionsCommand,
  DescribeNodegroupCommand,
  DescribeUpdateCommand,
  EKSClient,
  ListAssociatedAccessPoliciesCommand,
  ListClustersCommand,
} from '@aws-sdk/client-eks';
import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import type { ProbeNames } from '../core/ports/permissions';
import { call, type SendOptions } from './call';
import { forService, type ClientSettings } from './client-settings';
import type { Ec2 } from './ec2';
import type { Limits } from './limits';

export type AskEc2 = <T>(
  signal: AbortSignal,
  request: (ec2: Ec2, send: SendOptions) => Promise<T>,
) => Promise<T>;

export type AskLimits = <T>(
  signal: AbortSignal,
  request: (limits: Limits, send: SendOptions) => Promise<T>,
) => Promise<T>;

/** One harmless call. A service authorizes before it looks: that there is no such thing also means *allowed*. */
interface Probe {
  ask(signal: AbortSignal): Promise<unknown>;
  readonly allowedAlso: readonly string[];
}

type Ask = (names: ProbeNames, send: SendOptions) => Promise<unknown>;
type Asks = Readonly<Record<string, Ask>>;

/** The probe of an action; `undefined` where there is no call that could not change anything. */
export function probes(
  settings: ClientSettings,
  askEc2: AskEc2,
  askLimits: AskLimits,
): (action: string, names: ProbeNames) => Probe | undefined {
  const services = [
    { asks: ofCloudFormation(settings), allowedAlso: ['ValidationError'] },
    { asks: ofEks(settings), allowedAlso: ['ResourceNotFoundException'] },
    { asks: ofIam(settings), allowedAlso: ['NoSuchEntity', 'NoSuchEntityException'] },
    { asks: ofSts(settings), allowedAlso: ['InvalidAuthorizationMessageException'] },
  ];
  return (action, names) => {
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
    if (action.startsWith('ec2:'))
      return {
        ask: (signal) => askEc2(signal, (ec2, send) => ec2.dryRun(action, send)),
        allowedAlso: ['DryRunOperation'],
      };
    const askQuota = Object.hasOwn(QUOTA_ASKS, action) ? QUOTA_ASKS[action] : undefined;
    if (askQuota) return { ask: (signal) => askLimits(signal, askQuota), allowedAlso: [] };
    const service = services.find(({ asks }) => Object.hasOwn(asks, action));
    const ask = service?.asks[action];
    return ask && { ...service, ask: (signal) => call(signal, (send) => ask(names, send)) };
  };
}

/** How many clusters a region may have. */
const ANY_QUOTA = { service: 'eks', code: 'L-1194D53C' };

const QUOTA_ASKS: Readonly<Record<string, (limits: Limits, send: SendOptions) => Promise<unknown>>> = {
  'servicequotas:GetServiceQuota': (limits, send) => limits.appliedQuota(ANY_QUOTA, send),
  'servicequotas:GetAWSDefaultServiceQuota': (limits, send) => limits.defaultQuota(ANY_QUOTA, send),
};

function ofCloudFormation(settings: ClientSettings): Asks {
  const client = new CloudFormationClient(forService(settings, 'CloudFormation'));
  return {
    'cloudformation:DescribeStacks': ({ stack }, send) =>
      client.send(new DescribeStacksCommand({ StackName: stack }), send),
    'cloudformation:DescribeStackEvents': ({ stack }, send) =>
      client.send(new DescribeStackEventsCommand({ StackName: stack }), send),
    'cloudformation:DescribeEvents': ({ stack }, send) =>
      client.send(new DescribeEventsCommand({ StackName: stack }), send),
    'cloudformation:ValidateTemplate': (_names, send) =>
      client.send(new ValidateTemplateCommand({ TemplateBody: '{}' }), send),
  };
}

function ofEks(settings: ClientSettings): Asks {
  const client = new EKSClient(forService(settings, 'EKS'));
  return {
    'eks:ListClusters': (_names, send) => client.send(new ListClustersCommand({ maxResults: 1 }), send),
    'eks:DescribeClusterVersions': (_names, send) =>
      client.send(new DescribeClusterVersionsCommand({ maxResults: 1 }), send),
    'eks:DescribeAddonVersions': (_names, send) =>
      client.send(new DescribeAddonVersionsCommand({ maxResults: 1 }), send),
    'eks:DescribeCluster': ({ cluster }, send) =>
      client.send(new DescribeClusterCommand({ name: cluster }), send),
    'eks:DescribeNodegroup': ({ cluster }, send) =>
      client.send(new DescribeNodegroupCommand({ clusterName: cluster, nodegroupName: 'nodes' }), send),
    'eks:DescribeAddon': ({ cluster }, send) =>
      client.send(new DescribeAddonCommand({ clusterName: cluster, addonName: 'aws-ebs-csi-driver' }), send),
    'eks:DescribeUpdate': ({ cluster }, send) =>
      client.send(
        new DescribeUpdateCommand({ name: cluster, updateId: '00000000-0000-0000-0000-000000000000' }),
        send,
      ),
    'eks:DescribeAccessEntry': ({ cluster, provisionRoleArn: principalArn }, send) =>
      client.send(new DescribeAccessEntryCommand({ clusterName: cluster, principalArn }), send),
    'eks:ListAssociatedAccessPolicies': ({ cluster, provisionRoleArn: principalArn }, send) =>
      client.send(new ListAssociatedAccessPoliciesCommand({ clusterName: cluster, principalArn }), send),
  };
}

function ofIam(settings: ClientSettings): Asks {
  const client = new IAMClient(forService(settings, 'IAM'));
  // CloudFormation would name the stack's roles like this; none has to be there.
  const stackRole = ({ stack }: ProbeNames) => `${stack}-preflight`.slice(-64);
  return {
    'iam:SimulatePrincipalPolicy': ({ provisionRoleArn: PolicySourceArn }, send) =>
      client.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['iam:GetRole'] }),
        send,
      ),
    'iam:ListRoles': (_names, send) => client.send(new ListRolesCommand({ MaxItems: 1 }), send),
    'iam:GetRole': ({ serviceRole }, send) =>
      client.send(new GetRoleCommand({ RoleName: serviceRole }), send),
    'iam:ListAttachedRolePolicies': ({ serviceRole }, send) =>
      client.send(new ListAttachedRolePoliciesCommand({ RoleName: serviceRole }), send),
    'iam:ListRolePolicies': (names, send) =>
      client.send(new ListRolePoliciesCommand({ RoleName: stackRole(names) }), send),
    'iam:GetRolePolicy': (names, send) =>
      client.send(new GetRolePolicyCommand({ RoleName: stackRole(names), PolicyName: 'preflight' }), send),
    'iam:GetInstanceProfile': (names, send) =>
      client.send(new GetInstanceProfileCommand({ InstanceProfileName: stackRole(names) }), send),
  };
}

function ofSts(settings: ClientSettings): Asks {
  const client = new STSClient(forService(settings, 'STS'));
  return {
    'sts:DecodeAuthorizationMessage': (_names, send) =>
      client.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'preflight' }), send),
  };
}

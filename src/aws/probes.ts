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
import { callAws, type RequestOptions } from './request';
import { forService, type ClientSettings } from './client-settings';
import type { Ec2 } from './ec2';
import type { Quotas } from './quotas';

export type AskEc2 = <T>(
  signal: AbortSignal,
  request: (ec2: Ec2, options: RequestOptions) => Promise<T>,
) => Promise<T>;

export type AskQuotas = <T>(
  signal: AbortSignal,
  request: (quotas: Quotas, options: RequestOptions) => Promise<T>,
) => Promise<T>;

/** One harmless call. A service authorizes before it looks: that there is no such thing also means *allowed*. */
interface Probe {
  ask(signal: AbortSignal): Promise<unknown>;
  readonly allowedAlso: readonly string[];
}

type Ask = (names: ProbeNames, options: RequestOptions) => Promise<unknown>;
type Asks = Readonly<Record<string, Ask>>;

/** The probe of an action; `undefined` where there is no call that could not change anything. */
export function probes(
  settings: ClientSettings,
  askEc2: AskEc2,
  askQuotas: AskQuotas,
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
        ask: (signal) => askEc2(signal, (ec2, options) => ec2.dryRun(action, options)),
        allowedAlso: ['DryRunOperation'],
      };
    const askQuota = Object.hasOwn(QUOTA_ASKS, action) ? QUOTA_ASKS[action] : undefined;
    if (askQuota) return { ask: (signal) => askQuotas(signal, askQuota), allowedAlso: [] };
    const service = services.find(({ asks }) => Object.hasOwn(asks, action));
    const ask = service?.asks[action];
    return ask && { ...service, ask: (signal) => callAws(signal, (options) => ask(names, options)) };
  };
}

/** How many clusters a region may have. */
const ANY_QUOTA = { service: 'eks', code: 'L-1194D53C' };

const QUOTA_ASKS: Readonly<Record<string, (quotas: Quotas, options: RequestOptions) => Promise<unknown>>> = {
  'servicequotas:GetServiceQuota': (quotas, options) => quotas.applied(ANY_QUOTA, options),
  'servicequotas:GetAWSDefaultServiceQuota': (quotas, options) => quotas.default(ANY_QUOTA, options),
};

function ofCloudFormation(settings: ClientSettings): Asks {
  const client = new CloudFormationClient(forService(settings, 'CloudFormation'));
  return {
    'cloudformation:DescribeStacks': ({ stack }, options) =>
      client.send(new DescribeStacksCommand({ StackName: stack }), options),
    'cloudformation:DescribeStackEvents': ({ stack }, options) =>
      client.send(new DescribeStackEventsCommand({ StackName: stack }), options),
    'cloudformation:DescribeEvents': ({ stack }, options) =>
      client.send(new DescribeEventsCommand({ StackName: stack }), options),
    'cloudformation:ValidateTemplate': (_names, options) =>
      client.send(new ValidateTemplateCommand({ TemplateBody: '{}' }), options),
  };
}

function ofEks(settings: ClientSettings): Asks {
  const client = new EKSClient(forService(settings, 'EKS'));
  return {
    'eks:ListClusters': (_names, options) => client.send(new ListClustersCommand({ maxResults: 1 }), options),
    'eks:DescribeClusterVersions': (_names, options) =>
      client.send(new DescribeClusterVersionsCommand({ maxResults: 1 }), options),
    'eks:DescribeAddonVersions': (_names, options) =>
      client.send(new DescribeAddonVersionsCommand({ maxResults: 1 }), options),
    'eks:DescribeCluster': ({ cluster }, options) =>
      client.send(new DescribeClusterCommand({ name: cluster }), options),
    'eks:DescribeNodegroup': ({ cluster }, options) =>
      client.send(new DescribeNodegroupCommand({ clusterName: cluster, nodegroupName: 'nodes' }), options),
    'eks:DescribeAddon': ({ cluster }, options) =>
      client.send(
        new DescribeAddonCommand({ clusterName: cluster, addonName: 'aws-ebs-csi-driver' }),
        options,
      ),
    'eks:DescribeUpdate': ({ cluster }, options) =>
      client.send(
        new DescribeUpdateCommand({ name: cluster, updateId: '00000000-0000-0000-0000-000000000000' }),
        options,
      ),
    'eks:DescribeAccessEntry': ({ cluster, provisionRoleArn: principalArn }, options) =>
      client.send(new DescribeAccessEntryCommand({ clusterName: cluster, principalArn }), options),
    'eks:ListAssociatedAccessPolicies': ({ cluster, provisionRoleArn: principalArn }, options) =>
      client.send(new ListAssociatedAccessPoliciesCommand({ clusterName: cluster, principalArn }), options),
  };
}

function ofIam(settings: ClientSettings): Asks {
  const client = new IAMClient(forService(settings, 'IAM'));
  // CloudFormation would name the stack's roles like this; none has to be there.
  const stackRole = ({ stack }: ProbeNames) => `${stack}-preflight`.slice(-64);
  return {
    'iam:SimulatePrincipalPolicy': ({ provisionRoleArn: PolicySourceArn }, options) =>
      client.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['iam:GetRole'] }),
        options,
      ),
    'iam:ListRoles': (_names, options) => client.send(new ListRolesCommand({ MaxItems: 1 }), options),
    'iam:GetRole': ({ serviceRole }, options) =>
      client.send(new GetRoleCommand({ RoleName: serviceRole }), options),
    'iam:ListAttachedRolePolicies': ({ serviceRole }, options) =>
      client.send(new ListAttachedRolePoliciesCommand({ RoleName: serviceRole }), options),
    'iam:ListRolePolicies': (names, options) =>
      client.send(new ListRolePoliciesCommand({ RoleName: stackRole(names) }), options),
    'iam:GetRolePolicy': (names, options) =>
      client.send(new GetRolePolicyCommand({ RoleName: stackRole(names), PolicyName: 'preflight' }), options),
    'iam:GetInstanceProfile': (names, options) =>
      client.send(new GetInstanceProfileCommand({ InstanceProfileName: stackRole(names) }), options),
  };
}

function ofSts(settings: ClientSettings): Asks {
  const client = new STSClient(forService(settings, 'STS'));
  return {
    'sts:DecodeAuthorizationMessage': (_names, options) =>
      client.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'preflight' }), options),
  };
}

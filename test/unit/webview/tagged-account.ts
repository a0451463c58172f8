import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import type { RequestName, Result } from '../../../src/protocol/rpc';
import { SESSION_LISTS, VPC_LISTS } from '../../../webview/state/lists';

export type ListName = (typeof SESSION_LISTS)[number] | (typeof VPC_LISTS)[number];
export const LIST_NAMES: readonly ListName[] = [...SESSION_LISTS, ...VPC_LISTS];

/** What a list was asked about. */
export interface Question {
  readonly roleArn: string;
  readonly region: string;
  readonly vpcId: string;
}

export const ROLES = ['1', '2'].map((n) => `arn:aws:iam::${n.repeat(12)}:role/eks-provision`);
export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'];

/** What every account of the {@link ROLES} has in every region: each thing's name says where it belongs. */
export function listed<L extends ListName>(list: L, question: Question): Result<L> {
  return LISTS[list](question);
}

/** Names of the things in a list. */
export function names(list: ListName, value: unknown): readonly string[] {
  if (list === 'listClusters') return value as readonly string[];
  const items = value as readonly { id?: string; arn?: string; name?: string; version?: string }[];
  return items.map((item) =>
    list === 'listServiceRoles' ? item.arn! : (item.id ?? item.version ?? item.name!),
  );
}

/** Names of what the draft has chosen out of a list. */
export const CHOSEN: { readonly [L in ListName]: (draft: Draft) => readonly string[] } = {
  listKubernetesVersions: (draft) => given(draft.kubernetesVersion),
  listServiceRoles: (draft) => given(draft.serviceRoleArn),
  listKeyPairs: (draft) => given(draft.keyPair),
  listVpcs: (draft) => given(draft.vpcId),
  // Names to avoid: none is ever chosen.
  listClusters: () => [],
  listInstanceTypes: (draft) => given(draft.instanceType),
  listSubnets: (draft) => draft.subnetIds,
  listSecurityGroups: (draft) => given(draft.securityGroupId),
};

/** The draft with the thing chosen. */
export function choice(list: ListName, ids: readonly string[]): Partial<Draft> {
  const [first = ''] = ids;
  switch (list) {
    case 'listKubernetesVersions':
      return { kubernetesVersion: first };
    case 'listServiceRoles':
      return { serviceRoleArn: first };
    case 'listKeyPairs':
      return { keyPair: first };
    case 'listVpcs':
      return { vpcId: first };
    case 'listClusters':
      return {};
    case 'listInstanceTypes':
      return { instanceType: first };
    case 'listSubnets':
      return { subnetIds: ids };
    case 'listSecurityGroups':
      return { securityGroupId: first };
  }
}

export function isList(request: RequestName): request is ListName {
  return LIST_NAMES.some((list) => list === request);
}

/** A draft that says nothing but where its cluster would be. */
export const START: Draft = { ...EMPTY_DRAFT, roleArn: ROLES[0]!, region: REGIONS[0]!, level: 'user' };

const LISTS: { readonly [L in ListName]: (question: Question) => Result<L> } = {
  listKubernetesVersions: (question) => [
    { version: `1.${place(question)}`, isDefault: true, support: 'standard' },
  ],
  listServiceRoles: ({ roleArn }) =>
    ['eks-service', 'eks-other'].map((name) => ({
      arn: roleArn.replace('eks-provision', name),
      name,
      trustsEks: true,
    })),
  listKeyPairs: (question) => [{ name: `ops-${place(question)}` }],
  listClusters: (question) => [`cluster-${place(question)}`],
  listVpcs: (question) =>
    ['a', 'b'].map((end) => ({
      id: `vpc-00000${place(question)}${end}`,
      cidrs: ['10.0.0.0/16'],
      isDefault: false,
    })),
  listInstanceTypes: (question) =>
    ['large', 'xlarge'].map((size) => ({
      name: `m${place(question)}.${size}`,
      vcpus: 2,
      memoryMib: 8192,
      amiType: 'AL2023_x86_64_STANDARD',
    })),
  listSubnets: ({ vpcId }) =>
    ['a', 'b', 'c'].map((zone) => ({
      id: `subnet-${vpcId.slice(4)}${zone}`,
      cidr: '10.0.0.0/20',
      availabilityZone: `zone-${zone}`,
      zoneId: `euc1-az-${zone}`,
      freeAddresses: 4091,
      assignsPublicIp: true,
    })),
  listSecurityGroups: ({ vpcId }) => [
    { id: `sg-${vpcId.slice(4)}`, name: 'default', description: 'default VPC security group' },
  ],
};

/** Two digits: which role, which region. */
function place({ roleArn, region }: Question): string {
  return `${ROLES.indexOf(roleArn) + 1}${REGIONS.indexOf(region) + 1}`;
}

function given(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

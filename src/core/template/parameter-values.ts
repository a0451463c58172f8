import type { ClusterSpec, ManagedCompute, SelfManagedCompute } from '../spec/cluster-spec';
import { nodeImageParameter } from './node-image';
import type {
  CLUSTER_PARAMETERS,
  MANAGED_PARAMETERS,
  NODE_PARAMETERS,
  SELF_MANAGED_PARAMETERS,
} from './parameters';

type Values<Parameters> = { readonly [P in keyof Parameters]?: string };

/** The spec as values of its template's parameters; those with a default that fits are left out. */
export function templateParameters(
  spec: ClusterSpec,
  { provisionRoleArn }: { readonly provisionRoleArn: string },
): Readonly<Record<string, string>> {
  return {
    ...({
      ClusterName: spec.name,
      KubernetesVersion: spec.kubernetesVersion,
      SupportType: supportType(spec.versionSupport),
      ServiceRoleArn: spec.serviceRoleArn,
      AdminPrincipalArn: provisionRoleArn,
      SubnetIds: spec.subnetIds.join(','),
      SecurityGroupId: spec.securityGroupId,
    } satisfies Values<typeof CLUSTER_PARAMETERS>),
    ...computeParameters(spec),
  };
}

function computeParameters({
  compute,
  keyPair,
  kubernetesVersion,
}: ClusterSpec): Readonly<Record<string, string>> {
  switch (compute.kind) {
    case 'managed':
      return {
        ...nodeParameters(compute, keyPair),
        AmiType: compute.amiType,
      } satisfies Values<typeof MANAGED_PARAMETERS>;
    case 'self-managed':
      return {
        ...nodeParameters(compute, keyPair),
        NodeImage: nodeImageParameter({ kubernetesVersion, amiType: compute.amiType }),
        ServiceIpv4Cidr: compute.serviceIpv4Cidr,
      } satisfies Values<typeof SELF_MANAGED_PARAMETERS>;
    case 'auto':
      return {};
  }
}

function nodeParameters(
  { instanceType, nodeCount }: ManagedCompute | SelfManagedCompute,
  keyPair: string | undefined,
) {
  return {
    InstanceType: instanceType,
    NodeCount: String(nodeCount),
    ...(keyPair !== undefined && { KeyName: keyPair }),
  } satisfies Values<typeof NODE_PARAMETERS>;
}

/** EKS refuses STANDARD for a version that has left standard support, and takes EXTENDED for every version. */
function supportType(support: ClusterSpec['versionSupport']): 'STANDARD' | 'EXTENDED' {
  switch (support) {
    case 'standard':
      return 'STANDARD';
    case 'extended':
    case 'unknown':
      return 'EXTENDED';
  }
}

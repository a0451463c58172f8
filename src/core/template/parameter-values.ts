import { isAl2023 } from '../cluster-form/ami-type';
import type { ChosenNodes, ClusterSpec, Endpoint } from '../cluster-form/cluster-spec';
import { administratorValues } from './administrators';
import { nodeImageParameter } from './node-image';
import type {
  BOTTLEROCKET_PARAMETERS,
  CLUSTER_PARAMETERS,
  MANAGED_PARAMETERS,
  NODE_PARAMETERS,
  SELF_MANAGED_PARAMETERS,
} from './parameters';

type Values<Parameters> = { readonly [P in keyof Parameters]?: string | undefined };

/** The spec as values of its template's parameters; those with a default that fits are left out. */
export function templateParameters(
  spec: ClusterSpec,
  { provisionRoleArn }: { readonly provisionRoleArn: string },
): Readonly<Record<string, string>> {
  return given({
    ...({
      ClusterName: spec.name,
      KubernetesVersion: spec.kubernetesVersion,
      SupportType: spec.supportType,
      ServiceRoleArn: spec.serviceRoleArn,
      AdminPrincipalArn: provisionRoleArn,
      SubnetIds: spec.subnetIds.join(','),
      SecurityGroupId: spec.securityGroupId,
      KmsKeyArn: spec.kmsKeyArn,
      ServiceIpv4Cidr: spec.compute.serviceIpv4Cidr,
      PermissionsBoundary: spec.permissionsBoundary,
      RolePath: spec.rolePath,
      DeletionProtection: spec.deletionProtection ? 'true' : undefined,
      ...endpointParameters(spec.endpoint),
    } satisfies Values<typeof CLUSTER_PARAMETERS>),
    ...administratorValues(spec.administrators),
    ...computeParameters(spec),
  });
}

/** A cluster has a public block even where it has no public endpoint: then it is without effect. */
function endpointParameters(endpoint: Endpoint) {
  const publicCidrs = endpoint.access === 'private' ? [] : endpoint.publicCidrs;
  return {
    EndpointPublicAccess: endpoint.access === 'private' ? 'false' : undefined,
    EndpointPrivateAccess: endpoint.access === 'public' ? 'false' : undefined,
    PublicAccessCidrs: publicCidrs.length > 0 ? publicCidrs.join(',') : undefined,
  } satisfies Values<typeof CLUSTER_PARAMETERS>;
}

function computeParameters({
  compute,
  keyPair,
  kubernetesVersion,
}: ClusterSpec): Values<Record<string, string>> {
  switch (compute.kind) {
    case 'managed':
      return {
        ...nodeParameters(compute, keyPair),
        AmiType: compute.amiType,
        CapacityType: compute.capacityType,
      } satisfies Values<typeof MANAGED_PARAMETERS>;
    case 'self-managed':
      return {
        ...nodeParameters(compute, keyPair),
        NodeImage: nodeImageParameter({ kubernetesVersion, amiType: compute.amiType }),
        ClusterDnsIp: isAl2023(compute.amiType) ? undefined : dnsAddress(compute.serviceIpv4Cidr),
      } satisfies Values<typeof SELF_MANAGED_PARAMETERS & typeof BOTTLEROCKET_PARAMETERS>;
    case 'auto':
      return {};
  }
}

/** The tenth of the service addresses. https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html */
function dnsAddress(serviceIpv4Cidr: string): string {
  return serviceIpv4Cidr.replace(/\d+\/\d+$/, '10');
}

function nodeParameters(nodes: ChosenNodes, keyPair: string | undefined) {
  return {
    InstanceType: nodes.instanceType,
    NodeCount: String(nodes.nodeCount),
    NodeMinimum: String(nodes.minNodes),
    NodeMaximum: String(nodes.maxNodes),
    NodeVolumeSize: String(nodes.volumeSize),
    KeyName: keyPair,
  } satisfies Values<typeof NODE_PARAMETERS>;
}

function given(values: Values<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

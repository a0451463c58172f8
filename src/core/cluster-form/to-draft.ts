import { systemOf } from './ami-type';
import type { ClusterSpec, Compute } from './cluster-spec';
import { EMPTY_DRAFT, type Draft } from './draft';
import { addOnFields } from './offered-add-ons';

/** What a spec does not say: who makes the cluster, and where it goes. */
type Around = Pick<Draft, 'roleArn' | 'region' | 'level' | 'writeProfile'>;

/**
 * The draft that a spec may have come from: a form that is filled in with it makes the same spec again. The user's own
 * identity stands among the administrators by then.
 */
export function toDraft(spec: ClusterSpec, around: Around): Draft {
  return {
    ...EMPTY_DRAFT,
    ...around,
    name: spec.name,
    environmentScope: spec.environmentScope,
    kubernetesVersion: spec.kubernetesVersion,
    supportType: spec.supportType,
    serviceRoleArn: spec.serviceRoleArn,
    keyPair: spec.keyPair ?? '',
    vpcId: spec.vpcId,
    subnetIds: spec.subnetIds,
    securityGroupId: spec.securityGroupId,
    ...computeFields(spec.compute),
    endpointAccess: spec.endpoint.access,
    publicCidrs: spec.endpoint.access === 'private' ? '' : spec.endpoint.publicCidrs.join('\n'),
    logTypes: spec.logTypes,
    kmsKeyArn: spec.kmsKeyArn ?? '',
    ...addOnFields(spec.compute.kind, spec.addOns),
    ownAccess: false,
    administrators: spec.administrators.join('\n'),
    permissionsBoundary: spec.permissionsBoundary ?? '',
    rolePath: spec.rolePath ?? '',
    deletionProtection: spec.deletionProtection,
    tags: pairLines(spec.tags),
    onFailure: spec.onFailure,
    managed: spec.managed,
    namespacePerEnvironment: spec.namespacePerEnvironment,
  };
}

function computeFields(compute: Compute): Partial<Draft> {
  const common = { compute: compute.kind, serviceIpv4Cidr: compute.serviceIpv4Cidr ?? '' };
  if (compute.kind === 'auto') return common;
  const nodes = {
    instanceType: compute.instanceType,
    otherTypes: (compute.otherTypes ?? []).join('\n'),
    system: systemOf(compute.amiType),
    nodeCount: String(compute.nodeCount),
    minNodes: String(compute.minNodes),
    maxNodes: String(compute.maxNodes),
    volumeSize: String(compute.volumeSize),
  };
  if (compute.kind === 'self-managed') return { ...common, ...nodes };
  return {
    ...common,
    ...nodes,
    capacityType: compute.capacityType,
    labels: pairLines(compute.labels),
    taints: compute.taints.map(({ key, value, effect }) => `${pairLine(key, value)}:${effect}`).join('\n'),
  };
}

function pairLines(record: Readonly<Record<string, string>>): string {
  return Object.entries(record)
    .map(([key, value]) => pairLine(key, value))
    .join('\n');
}

function pairLine(key: string, value: string): string {
  return value === '' ? key : `${key}=${value}`;
}

import { cidrsOf } from './advanced-rules';
import { administratorsOf } from './administrators';
import { amiTypeFor } from './ami-type';
import type { AmiType, ChosenNodes, ClusterSpec, Compute, Endpoint } from './cluster-spec';
import type { Draft } from './draft';
import type { DraftFacts } from './draft-facts';
import { machineOf, otherTypesOf } from './instance-types';
import { addOnsOf } from './offered-add-ons';
import { pairsOf, toRecord } from './parse-lines';
import { usualServiceCidr } from './service-cidr';
import { taintsOf } from './taints';
import { trim } from './trim-draft';

/** Makes the spec of a draft that has no problems. */
export function toSpec(draft: Draft, facts: DraftFacts): ClusterSpec {
  const trimmed = trim(draft);
  return {
    name: trimmed.name,
    environmentScope: trimmed.environmentScope,
    kubernetesVersion: trimmed.kubernetesVersion,
    supportType: trimmed.supportType,
    serviceRoleArn: trimmed.serviceRoleArn,
    keyPair: typedOrNone(trimmed.keyPair),
    vpcId: trimmed.vpcId,
    subnetIds: [...new Set(trimmed.subnetIds)],
    securityGroupId: trimmed.securityGroupId,
    compute: toCompute(trimmed, facts),
    endpoint: toEndpoint(trimmed),
    logTypes: trimmed.logTypes,
    kmsKeyArn: typedOrNone(trimmed.kmsKeyArn),
    addOns: addOnsOf(trimmed, facts),
    administrators: administratorsOf(trimmed, facts),
    permissionsBoundary: typedOrNone(trimmed.permissionsBoundary),
    rolePath: typedOrNone(trimmed.rolePath),
    deletionProtection: trimmed.deletionProtection,
    tags: toRecord(pairsOf(trimmed.tags)),
    onFailure: trimmed.onFailure,
    managed: trimmed.managed,
    namespacePerEnvironment: trimmed.namespacePerEnvironment,
  };
}

function toCompute(draft: Draft, facts: DraftFacts): Compute {
  const serviceIpv4Cidr = typedOrNone(draft.serviceIpv4Cidr);
  switch (draft.compute) {
    case 'auto':
      return { kind: 'auto', serviceIpv4Cidr };
    case 'self-managed': {
      const vpc = facts.vpcs?.find(({ id }) => id === draft.vpcId);
      return {
        kind: 'self-managed',
        ...toNodes(draft, facts),
        serviceIpv4Cidr: serviceIpv4Cidr ?? usualServiceCidr(vpc),
      };
    }
    case 'managed':
      return {
        kind: 'managed',
        ...toNodes(draft, facts),
        capacityType: draft.capacityType,
        labels: toRecord(pairsOf(draft.labels)),
        taints: taintsOf(draft.taints),
        serviceIpv4Cidr,
      };
  }
}

function toNodes(draft: Draft, facts: DraftFacts): ChosenNodes {
  const others = otherTypesOf(draft);
  return {
    instanceType: draft.instanceType,
    ...(others.length > 0 && { otherTypes: others }),
    amiType: amiTypeOf(draft, facts),
    nodeCount: Number(draft.nodeCount),
    minNodes: Number(typedOrNone(draft.minNodes) ?? 1),
    maxNodes: Number(typedOrNone(draft.maxNodes) ?? draft.nodeCount),
    volumeSize: Number(draft.volumeSize),
  };
}

function amiTypeOf({ system, instanceType }: Draft, { instanceTypes }: DraftFacts): AmiType {
  const machine = machineOf(instanceType, instanceTypes);
  const amiType = amiTypeFor(system, machine);
  if (!amiType) throw new Error(`No image of ${system} is for ${instanceType}: a rule lets none through.`);
  return amiType;
}

function toEndpoint({ endpointAccess: access, publicCidrs }: Draft): Endpoint {
  return access === 'private' ? { access } : { access, publicCidrs: cidrsOf(publicCidrs) };
}

function typedOrNone(text: string): string | undefined {
  return text === '' ? undefined : text;
}

import { amiTypeByName } from './ami-type';
import type { ClusterSpec, Compute } from './cluster-spec';
import type { Draft, DraftProblems, Field } from './draft';
import type { DraftFacts } from './facts';
import { RULES } from './rules';

export type { DraftFacts } from './facts';
export { MAX_NODES } from './rules';

/** All that is wrong with the draft, as far as is known; empty when nothing is. Fields stand in the form's order. */
export function validateDraft(draft: Draft, facts: DraftFacts): DraftProblems {
  const trimmed = trim(draft);
  const problems = (Object.keys(RULES) as Field[]).map(
    (field) => [field, RULES[field](trimmed, facts)] as const,
  );
  return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined));
}

/** Makes the spec of a draft that has no problems. */
export function toSpec(draft: Draft, facts: DraftFacts): ClusterSpec {
  const trimmed = trim(draft);
  return {
    name: trimmed.name,
    environmentScope: trimmed.environmentScope,
    kubernetesVersion: trimmed.kubernetesVersion,
    versionSupport: versionSupport(trimmed, facts),
    serviceRoleArn: trimmed.serviceRoleArn,
    keyPair: trimmed.keyPair === '' ? undefined : trimmed.keyPair,
    vpcId: trimmed.vpcId,
    subnetIds: [...new Set(trimmed.subnetIds)],
    securityGroupId: trimmed.securityGroupId,
    compute: toCompute(trimmed, facts),
    managed: trimmed.managed,
    namespacePerEnvironment: trimmed.namespacePerEnvironment,
  };
}

function versionSupport(
  { kubernetesVersion }: Draft,
  { kubernetesVersions }: DraftFacts,
): ClusterSpec['versionSupport'] {
  return kubernetesVersions?.find(({ version }) => version === kubernetesVersion)?.support ?? 'unknown';
}

function toCompute({ compute, instanceType, nodeCount }: Draft, { instanceTypes }: DraftFacts): Compute {
  const known = instanceTypes?.find(({ name }) => name === instanceType);
  return {
    kind: compute,
    instanceType,
    amiType: known?.amiType ?? amiTypeByName(instanceType),
    nodeCount: Number(nodeCount),
  };
}

/** Space around pasted text is nobody's intention. */
export function trim(draft: Draft): Draft {
  return {
    ...draft,
    roleArn: draft.roleArn.trim(),
    region: draft.region.trim(),
    name: draft.name.trim(),
    environmentScope: draft.environmentScope.trim(),
    kubernetesVersion: draft.kubernetesVersion.trim(),
    serviceRoleArn: draft.serviceRoleArn.trim(),
    keyPair: draft.keyPair.trim(),
    vpcId: draft.vpcId.trim(),
    subnetIds: draft.subnetIds.map((id) => id.trim()),
    securityGroupId: draft.securityGroupId.trim(),
    instanceType: draft.instanceType.trim(),
    nodeCount: draft.nodeCount.trim(),
  };
}

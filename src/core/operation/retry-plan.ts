import * as l10n from '@vscode/l10n';
import { systemOf } from '../cluster-form/ami-type';
import type {
  CapacityType,
  ChosenNodes,
  ClusterSpec,
  Compute,
  NodeSystem,
} from '../cluster-form/cluster-spec';
import type { Draft, FieldProblem } from '../cluster-form/draft';
import { resourceNamed } from '../template';
import type { Creation } from './operation';

/** How a failed creation can be tried again with what is asked for now. */
export type RetryPlan =
  /** The cluster exists: CloudFormation continues from where it failed. */
  | { readonly kind: 'continue' }
  /** The cluster itself was not created: what exists is deleted first. */
  | { readonly kind: 'recreate' }
  | {
      readonly kind: 'refused';
      readonly field: keyof Draft;
      readonly message: string;
      readonly remedy: string;
    };

interface FixedProperty {
  readonly field: keyof Draft;
  /** Logical ID of the resource that has it. */
  readonly resource: string;
  readonly read: (spec: ClusterSpec) => unknown;
}

/**
 * What cannot change without CloudFormation replacing a resource that is there, which for the control plane means
 * another cluster. An upgrade of the version is no create-only property, but takes longer than making nodes and goes
 * one way only: it belongs to a cluster that is ready.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-cluster.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-nodegroup.html
 */
const FIXED_PROPERTIES: readonly FixedProperty[] = [
  { field: 'name', resource: 'Cluster', read: (spec) => spec.name },
  { field: 'kubernetesVersion', resource: 'Cluster', read: (spec) => spec.kubernetesVersion },
  { field: 'serviceRoleArn', resource: 'Cluster', read: (spec) => spec.serviceRoleArn },
  { field: 'vpcId', resource: 'Cluster', read: (spec) => spec.vpcId },
  { field: 'kmsKeyArn', resource: 'Cluster', read: (spec) => spec.kmsKeyArn },
  { field: 'serviceIpv4Cidr', resource: 'Cluster', read: ({ compute }) => compute.serviceIpv4Cidr },
  { field: 'compute', resource: 'Cluster', read: ({ compute }) => compute.kind === 'auto' },
  // With another path it is another role; the boundary of a role that is there is the cloud team's to change.
  { field: 'rolePath', resource: 'NodeRole', read: (spec) => spec.rolePath },
  { field: 'permissionsBoundary', resource: 'NodeRole', read: (spec) => spec.permissionsBoundary },
  { field: 'compute', resource: 'NodeGroup', read: ({ compute }) => compute.kind },
  { field: 'subnetIds', resource: 'NodeGroup', read: (spec) => spec.subnetIds.join() },
  { field: 'instanceType', resource: 'NodeGroup', read: (spec) => nodes(spec)?.instanceType },
  { field: 'otherTypes', resource: 'NodeGroup', read: (spec) => nodes(spec)?.otherTypes?.join() },
  { field: 'system', resource: 'NodeGroup', read: (spec) => systemOfNodes(spec) },
  // Which follows from the instance type.
  { field: 'instanceType', resource: 'NodeGroup', read: (spec) => nodes(spec)?.amiType },
  { field: 'capacityType', resource: 'NodeGroup', read: ({ compute }) => capacityType(compute) },
  // Of the launch template: nodes that run already would be replaced one by one, or not at all.
  { field: 'volumeSize', resource: 'NodeGroup', read: (spec) => nodes(spec)?.volumeSize },
  { field: 'keyPair', resource: 'NodeGroup', read: (spec) => spec.keyPair },
];

/** What a retry with `spec` would do. Without a change of anything it is never refused. */
export function retryPlan({ spec: before, stack }: Creation, spec: ClusterSpec): RetryPlan {
  const remaining = remainingResources(stack);
  if (!remaining.includes('Cluster')) return { kind: 'recreate' };
  const changed = FIXED_PROPERTIES.find(
    ({ resource, read: of }) => remaining.includes(resource) && of(spec) !== of(before),
  );
  if (!changed) return { kind: 'continue' };
  const { field, resource } = changed;
  return { kind: 'refused', field, ...fixedResourceProblem(resource) };
}

/** Why a field of what failed cannot be changed for a retry; `undefined` where it can. */
export function fixedProblem({ stack }: Creation, field: keyof Draft): FieldProblem | undefined {
  const remaining = remainingResources(stack);
  if (!remaining.includes('Cluster')) return undefined;
  const property = FIXED_PROPERTIES.find((each) => each.field === field && remaining.includes(each.resource));
  return property && fixedResourceProblem(property.resource);
}

/** What is there and will not be deleted before. */
function remainingResources(stack: Creation['stack']): readonly string[] {
  if (stack.step !== 'failed' || stack.recovery === 'recreate') return [];
  // Of a stack that is complete there is everything, whether or not its events may be read.
  return stack.recovery === 'post-create' ? ['Cluster', 'NodeGroup'] : (stack.remaining ?? []);
}

function fixedResourceProblem(resource: string): FieldProblem {
  return {
    message: l10n.t('This can no longer be changed: {0} already exists.', resourceNamed(resource)),
    remedy: l10n.t('Restore the original value, or choose Delete Everything and create the cluster again.'),
  };
}

function nodes({ compute }: ClusterSpec): ChosenNodes | undefined {
  return compute.kind === 'auto' ? undefined : compute;
}

function capacityType(compute: Compute): CapacityType | undefined {
  return compute.kind === 'managed' ? compute.capacityType : undefined;
}

function systemOfNodes(spec: ClusterSpec): NodeSystem | undefined {
  const chosen = nodes(spec);
  return chosen && systemOf(chosen.amiType);
}

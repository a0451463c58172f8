import { isFields } from '../objects';
import { forbiddenValue, invalidValue, invalidValues, required, type FieldFault } from './field-fault';
import { label, qualifiedKey, variableName, type Format } from './formats';

type FieldRule = (field: string, value: unknown) => FieldFault[];

const MAX_PRIORITY = 1_000_000_000;

/** Must not be empty, beside the texts that the schemas say are required. */
export const ALSO_REQUIRED: Readonly<Record<string, FieldRule>> = {
  'PodSpec.containers': nonEmpty(),
  'Container.image': nonEmpty(),
  'PolicyRule.verbs': nonEmpty('verbs must contain at least one value'),
  'ServiceSpec.externalName': (field, value) => (value === '' ? [required(field)] : []),
};

/** Required by the schemas, and yet allowed to be empty, or told of by a rule of its own. */
export const NOT_REQUIRED: readonly string[] = [
  'RoleRef.kind',
  'RoleRef.apiGroup',
  'Subject.kind',
  'Subject.name',
  'CustomResourceDefinitionSpec.scope',
  'CustomResourceDefinitionNames.plural',
  'CustomResourceDefinitionNames.kind',
  'CrossVersionObjectReference.kind',
  'Taint.key',
  'Taint.effect',
  'CSINodeDriver.nodeID',
];

/** What a value must look like, by Go's names of struct and field. */
export const FORMATS: Readonly<Record<string, FieldRule>> = {
  'Container.name': formatted(label),
  'Volume.name': formatted(label),
  'EnvVar.name': formatted(variableName),
  'ServicePort.port': port,
  'ContainerPort.containerPort': (field, value) => (value === 0 ? [required(field)] : port(field, value)),
  'DeploymentSpec.replicas': notNegative,
  'ReplicaSetSpec.replicas': notNegative,
  'StatefulSetSpec.replicas': notNegative,
  'ReplicationControllerSpec.replicas': notNegative,
  'DeploymentSpec.revisionHistoryLimit': notNegative,
  'DeploymentSpec.minReadySeconds': notNegative,
  'JobSpec.parallelism': notNegative,
  'JobSpec.completions': notNegative,
  'JobSpec.backoffLimit': notNegative,
  'CronJobSpec.startingDeadlineSeconds': notNegative,
  'LeaseSpec.leaseDurationSeconds': positive,
  'HorizontalPodAutoscalerSpec.maxReplicas': positive,
  'StorageClass.provisioner': formatted((text) => qualifiedKey(text.toLowerCase())),
  'PriorityClass.value': (field, value) =>
    Number(value) > MAX_PRIORITY
      ? [forbiddenValue(field, `maximum allowed value of a user defined priority is ${MAX_PRIORITY}`)]
      : [],
  'ResourceQuotaSpec.hard': (field, value) =>
    Object.keys(value as object).flatMap((key) => invalidValues(`${field}[${key}]`, key, qualifiedKey(key))),
};

/** Where the schema has no choices, more of them, or Kubernetes names them in another order than that of the alphabet. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'PodSpec.dnsPolicy': ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'],
  'Container.terminationMessagePolicy': ['File', 'FallbackToLogsOnError'],
  'Toleration.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'Taint.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'PriorityClass.preemptionPolicy': ['PreemptLowerPriority', 'Never'],
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'StorageClass.reclaimPolicy': ['Delete', 'Retain'],
  'Subject.kind': ['ServiceAccount', 'User', 'Group'],
};

function nonEmpty(why?: string): FieldRule {
  return (field, value) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
      ? [required(field, why)]
      : [];
}

/** An empty text is required, rather than of the wrong form. */
function formatted(format: Format): FieldRule {
  return (field, value) =>
    typeof value === 'string' && value !== '' ? invalidValues(field, value, format(value)) : [];
}

function port(field: string, value: unknown): FieldFault[] {
  if (isFields(value) || (typeof value === 'number' && value >= 1 && value <= 65_535)) return [];
  return [invalidValue(field, value, 'must be between 1 and 65535, inclusive')];
}

function notNegative(field: string, value: unknown): FieldFault[] {
  return Number(value) < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [];
}

function positive(field: string, value: unknown): FieldFault[] {
  return Number(value) > 0 ? [] : [invalidValue(field, value, 'must be greater than 0')];
}

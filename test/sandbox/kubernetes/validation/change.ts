import { isDeepStrictEqual } from 'node:util';
import { fieldsAt, textsAt, type Fields, type KubernetesObject } from '../objects';
import { qualifiedName, type ResourceType } from '../resource-types';
import { forbiddenValue, invalidValue, type FieldFault } from './field-fault';

type ChangeRule = (before: Fields, after: Fields) => FieldFault[];

const IMMUTABLE = 'field is immutable';
const STATEFUL_SET_FIELDS: readonly string[] = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];
const POD_FIELDS: readonly string[] = [
  'containers',
  'initContainers',
  'ephemeralContainers',
  'activeDeadlineSeconds',
  'tolerations',
  'terminationGracePeriodSeconds',
  // What the scheduler fills in.
  'nodeName',
];

const RULES: Readonly<Record<string, ChangeRule>> = {
  configmaps: keepsData('data', 'binaryData'),
  secrets: (before, after) => [
    ...(before.type === after.type ? [] : [invalidValue('type', after.type, IMMUTABLE)]),
    ...keepsData('data')(before, after),
  ],
  pods: keepsSpec(
    POD_FIELDS,
    'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
  ),
  persistentvolumeclaims: keepsSpec(
    ['resources', 'volumeAttributesClassName', 'volumeName', 'storageClassName', 'volumeMode'],
    'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
  ),
  'deployments.apps': keeps('selector'),
  'replicasets.apps': keeps('selector'),
  'daemonsets.apps': keeps('selector'),
  'jobs.batch': keeps('completions', 'selector', 'template'),
  'statefulsets.apps': keepsSpec(
    STATEFUL_SET_FIELDS,
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  ),
  'storageclasses.storage.k8s.io': (before, after) => [
    ...['parameters', 'provisioner', 'reclaimPolicy']
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => forbiddenValue(field, `updates to ${field} are forbidden.`)),
    ...(before.volumeBindingMode === after.volumeBindingMode
      ? []
      : [invalidValue('volumeBindingMode', after.volumeBindingMode, IMMUTABLE)]),
  ],
  'clusterrolebindings.rbac.authorization.k8s.io': keepsRoleRef,
  'rolebindings.rbac.authorization.k8s.io': keepsRoleRef,
};

/** Faults in a change: what is fixed for good in objects of that kind. */
export function changeFaults(
  type: ResourceType,
  before: KubernetesObject,
  after: KubernetesObject,
): FieldFault[] {
  return [...finalizerFaults(before, after), ...(RULES[qualifiedName(type)]?.(before, after) ?? [])];
}

function finalizerFaults({ metadata: before }: KubernetesObject, after: KubernetesObject): FieldFault[] {
  if (before.deletionTimestamp === undefined) return [];
  const known = textsAt(before, 'finalizers');
  const added = textsAt(after.metadata, 'finalizers').filter((name) => !known.includes(name));
  if (added.length === 0) return [];
  const names = added.map((name) => JSON.stringify(name)).join(', ');
  return [
    forbiddenValue(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${names}}`,
    ),
  ];
}

/** Data of objects that say themselves that they are immutable. */
function keepsData(...fields: readonly string[]): ChangeRule {
  return (before, after) => {
    if (before.immutable !== true) return [];
    const changed = fields.filter(
      (field) => !isDeepStrictEqual(fieldsAt(before, field), fieldsAt(after, field)),
    );
    return [...(after.immutable === true ? [] : ['immutable']), ...changed].map((field) =>
      forbiddenValue(field, 'field is immutable when `immutable` is set'),
    );
  };
}

function keeps(...fields: readonly string[]): ChangeRule {
  return (before, after) => {
    const [old, next] = [fieldsAt(before, 'spec'), fieldsAt(after, 'spec')];
    return fields
      .filter((field) => !isDeepStrictEqual(old[field], next[field]))
      .map((field) => invalidValue(`spec.${field}`, next[field], IMMUTABLE));
  };
}

/** The real message ends with a comparison of the two, in Go's words. */
function keepsSpec(changeable: readonly string[], why: string): ChangeRule {
  return (before, after) => {
    const fixed = (object: Fields): unknown[] =>
      Object.entries(fieldsAt(object, 'spec'))
        .filter(([name]) => !changeable.includes(name))
        .sort(([left], [right]) => (left < right ? -1 : 1));
    return isDeepStrictEqual(fixed(before), fixed(after)) ? [] : [forbiddenValue('spec', why)];
  };
}

function keepsRoleRef(before: Fields, after: Fields): FieldFault[] {
  if (isDeepStrictEqual(before.roleRef, after.roleRef)) return [];
  const { apiGroup, kind, name } = fieldsAt(after, 'roleRef');
  return [invalidValue('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')];
}

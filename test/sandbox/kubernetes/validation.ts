import { isDeepStrictEqual } from 'node:util';
import { fieldsAt, textAt, type Fields, type KubernetesObject } from './objects';
import { qualifiedName, type ResourceType } from './resource-types';
import { invalid, type StatusCause } from './status';

type FieldFault = StatusCause & { readonly field: string };
type KindRule = (object: Fields) => FieldFault[];
type ChangeRule = (before: Fields, after: Fields) => FieldFault[];

const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";

/** What objects of a kind must have, beside a name. */
const REQUIRED: Readonly<Record<string, KindRule>> = {
  'storageclasses.storage.k8s.io': requires('provisioner'),
  'clusterrolebindings.rbac.authorization.k8s.io': (object) =>
    requires('name', 'kind')(fieldsAt(object, 'roleRef')).map(within('roleRef')),
  'rolebindings.rbac.authorization.k8s.io': (object) =>
    requires('name', 'kind')(fieldsAt(object, 'roleRef')).map(within('roleRef')),
};

/** What may not change in objects of a kind. */
const IMMUTABLE: Readonly<Record<string, ChangeRule>> = {
  'storageclasses.storage.k8s.io': (before, after) =>
    ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => ({
        reason: 'FieldValueForbidden',
        field,
        message: `Forbidden: updates to ${field} are forbidden.`,
      })),
  'clusterrolebindings.rbac.authorization.k8s.io': keepsRoleRef,
  'rolebindings.rbac.authorization.k8s.io': keepsRoleRef,
  secrets: (before, after) =>
    before.type === after.type ? [] : [invalidValue('type', after.type, 'field is immutable')],
};

/** Throws Kubernetes' own Invalid unless the object may exist as it is. */
export function validateObject(type: ResourceType, object: KubernetesObject): void {
  refuse(type, object, [
    ...nameFaults(type, object.metadata.name),
    ...(REQUIRED[qualifiedName(type)]?.(object) ?? []),
  ]);
}

/** Throws Kubernetes' own Invalid if a change touches what is fixed for good. */
export function validateChange(type: ResourceType, before: KubernetesObject, after: KubernetesObject): void {
  refuse(type, after, IMMUTABLE[qualifiedName(type)]?.(before, after) ?? []);
}

function refuse(type: ResourceType, object: KubernetesObject, faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalid(type, object.metadata.name, faults);
}

function nameFaults(type: ResourceType, name: string): FieldFault[] {
  if (name === '')
    return [
      {
        reason: 'FieldValueRequired',
        field: 'metadata.name',
        message: 'Required value: name or generateName is required',
      },
    ];
  // Names of roles and their bindings only have to fit into a path.
  if (type.group === 'rbac.authorization.k8s.io')
    return /[/%]/.test(name) || name === '.' || name === '..'
      ? [invalidValue('metadata.name', name, "may not contain '/' or '%'")]
      : [];
  if (type.kind === 'Namespace')
    return LABEL.test(name) && name.length <= MAX_LABEL_LENGTH
      ? []
      : [invalidValue('metadata.name', name, LABEL_RULE)];
  return SUBDOMAIN.test(name) && name.length <= MAX_NAME_LENGTH
    ? []
    : [invalidValue('metadata.name', name, SUBDOMAIN_RULE)];
}

function requires(...fields: readonly string[]): KindRule {
  return (object) =>
    fields
      .filter((field) => !textAt(object, field))
      .map((field) => ({ reason: 'FieldValueRequired', field, message: 'Required value' }));
}

function within(parent: string): (fault: FieldFault) => FieldFault {
  return (fault) => ({ ...fault, field: `${parent}.${fault.field}` });
}

function keepsRoleRef(before: Fields, after: Fields): FieldFault[] {
  return isDeepStrictEqual(before.roleRef, after.roleRef)
    ? []
    : [invalidValue('roleRef', after.roleRef, 'cannot change roleRef')];
}

function invalidValue(field: string, value: unknown, why: string): FieldFault {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  };
}

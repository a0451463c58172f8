import type { Fields, KubernetesObject } from '../objects';
import { listAt, fieldsAt, textAt, textsAt } from '../objects';
import { qualifiedName, type ResourceType } from '../resource-types';
import { invalid } from '../status';
import { changeFaults } from './change';
import { configMapFaults, secretFaults } from './data';
import { invalidValue, required, type FieldFault } from './field-fault';
import { fieldFaults } from './fields';
import { NAMESPACE_FINALIZERS, unqualifiedFinalizers } from './finalizers';
import { metadataFaults } from './metadata';

/** What the fields of an object of one kind say of each other. */
const KIND_RULES: Readonly<Record<string, (object: Fields) => FieldFault[]>> = {
  configmaps: configMapFaults,
  secrets: secretFaults,
  namespaces: namespaceFaults,
  persistentvolumeclaims: claimFaults,
  'customresourcedefinitions.apiextensions.k8s.io': definitionFaults,
};

/** Throws Kubernetes' own Invalid unless the object may exist as it is. */
export function validateObject(type: ResourceType, object: KubernetesObject): void {
  refuse(type, object, [
    ...metadataFaults(type, object),
    ...(KIND_RULES[qualifiedName(type)]?.(object) ?? []),
    ...fieldFaults(type, object),
  ]);
}

/** Throws Kubernetes' own Invalid if a change touches what is fixed for good. */
export function validateChange(type: ResourceType, before: KubernetesObject, after: KubernetesObject): void {
  refuse(type, after, changeFaults(type, before, after));
}

function refuse(type: ResourceType, object: KubernetesObject, faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalid(type, object.metadata.name, faults);
}

function namespaceFaults(namespace: Fields): FieldFault[] {
  const finalizers = textsAt(fieldsAt(namespace, 'spec'), 'finalizers');
  return unqualifiedFinalizers(finalizers, NAMESPACE_FINALIZERS, () => 'spec.finalizers');
}

function claimFaults(claim: Fields): FieldFault[] {
  const spec = fieldsAt(claim, 'spec');
  const storage = fieldsAt(fieldsAt(spec, 'resources'), 'requests').storage;
  return [
    ...(textsAt(spec, 'accessModes').length > 0
      ? []
      : [required('spec.accessModes', 'at least 1 access mode is required')]),
    ...(storage === undefined ? [required('spec.resources[storage]')] : []),
  ];
}

function definitionFaults(definition: Fields): FieldFault[] {
  const spec = fieldsAt(definition, 'spec');
  const names = fieldsAt(spec, 'names');
  const stored = listAt(spec, 'versions').filter(({ storage }) => storage === true);
  const name = textAt(fieldsAt(definition, 'metadata'), 'name');
  return [
    ...(name === `${textAt(names, 'plural') ?? ''}.${textAt(spec, 'group') ?? ''}`
      ? []
      : [invalidValue('metadata.name', name, 'must be spec.names.plural+"."+spec.group')]),
    ...(textAt(spec, 'scope') ? [] : [required('spec.scope')]),
    ...(stored.length === 1
      ? []
      : [
          invalidValue(
            'spec.versions',
            spec.versions,
            'must have exactly one version marked as storage version',
          ),
        ]),
    ...['plural', 'kind']
      .filter((field) => !textAt(names, field))
      .map((field) => required(`spec.names.${field}`)),
  ];
}

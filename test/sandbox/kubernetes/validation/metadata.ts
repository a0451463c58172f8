import { fieldsAt, listAt, textAt, textsAt, type Fields, type KubernetesObject } from '../objects';
import { qualifiedName, type ResourceType } from '../resource-types';
import { invalidValue, invalidValues, required, tooLong, type FieldFault } from './field-fault';
import { STANDARD_FINALIZERS, unqualifiedFinalizers } from './finalizers';
import { label, labelValue, pathSegment, qualifiedKey, serviceName, subdomain, type Format } from './formats';

const MAX_ANNOTATION_BYTES = 256 * 1024;

/** Faults in what every object has: name, labels, annotations, finalizers, owners. */
export function metadataFaults(type: ResourceType, { metadata }: KubernetesObject): FieldFault[] {
  return [
    ...nameFaults(type, metadata),
    ...labelFaults('metadata.labels', fieldsAt(metadata, 'labels')),
    ...annotationFaults(fieldsAt(metadata, 'annotations')),
    ...finalizerFaults(textsAt(metadata, 'finalizers')),
    ...listAt(metadata, 'ownerReferences').flatMap(ownerFaults),
    ...controllerFaults(listAt(metadata, 'ownerReferences')),
  ];
}

/** Faults in labels, wherever they are. */
export function labelFaults(field: string, labels: Fields): FieldFault[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...invalidValues(field, key, qualifiedKey(key)),
    ...invalidValues(field, value, labelValue(String(value))),
  ]);
}

function nameFaults(type: ResourceType, metadata: Fields): FieldFault[] {
  const name = textAt(metadata, 'name') ?? '';
  const prefix = textAt(metadata, 'generateName') ?? '';
  const format = formatOf(type);
  return [
    // What comes after the prefix makes up for a bad end.
    ...(prefix === ''
      ? []
      : invalidValues('metadata.generateName', prefix, format(prefix.replace(/-$/, 'a')))),
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : invalidValues('metadata.name', name, format(name))),
  ];
}

function formatOf(type: ResourceType): Format {
  switch (qualifiedName(type)) {
    case 'namespaces':
      return label;
    case 'services':
      return serviceName;
    default:
      return type.group === 'rbac.authorization.k8s.io' ? pathSegment : subdomain;
  }
}

function annotationFaults(annotations: Fields): FieldFault[] {
  const field = 'metadata.annotations';
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  return [
    ...Object.keys(annotations).flatMap((key) => invalidValues(field, key, qualifiedKey(key.toLowerCase()))),
    ...(bytes > MAX_ANNOTATION_BYTES ? [tooLong(field, MAX_ANNOTATION_BYTES)] : []),
  ];
}

function finalizerFaults(finalizers: readonly string[]): FieldFault[] {
  return [
    ...finalizers.flatMap((name) => invalidValues('metadata.finalizers', name, qualifiedKey(name))),
    ...unqualifiedFinalizers(finalizers, STANDARD_FINALIZERS, (index) => `metadata.finalizers[${index}]`),
  ];
}

function ownerFaults(owner: Fields): FieldFault[] {
  const empty = (name: string): FieldFault[] =>
    (textAt(owner, name) ?? '') === ''
      ? [
          invalidValue(
            `metadata.ownerReferences.${name}`,
            '',
            name === 'apiVersion' ? 'version must not be empty' : 'must not be empty',
          ),
        ]
      : [];
  return ['apiVersion', 'kind', 'name', 'uid'].flatMap(empty);
}

function controllerFaults(owners: readonly Fields[]): FieldFault[] {
  const [first, second] = owners.filter(({ controller }) => controller === true);
  if (!first || !second) return [];
  const named = ({ kind, name }: Fields): string => `${String(kind)}/${String(name)}`;
  return [
    invalidValue(
      'metadata.ownerReferences',
      owners,
      `Only one reference can have Controller set to true. Found "true" in references for ${named(first)} and ${named(second)}`,
    ),
  ];
}

import { fieldsAt, isFields, listAt, textAt, textsAt, type Fields } from '../objects';
import {
  duplicate,
  invalidValue,
  invalidValues,
  missing,
  notSupported,
  required,
  type FieldFault,
} from './field-fault';
import { subdomain } from './formats';
import { labelFaults } from './metadata';

/** @param kind of the object that the struct is in */
type StructRule = (struct: Fields, path: string, kind: string) => FieldFault[];

const RBAC = 'rbac.authorization.k8s.io';
const EXTERNAL_TYPES: readonly unknown[] = ['NodePort', 'LoadBalancer'];

/** What the fields of one Go struct say of each other, wherever it is. */
export const STRUCT_RULES: Readonly<Record<string, StructRule>> = {
  // Of a StatefulSet it is not validated: volumes come of its claims, too. (pkg/apis/apps/validation/validation.go)
  PodSpec: (spec, path, kind) =>
    kind === 'StatefulSet' ? [] : [...uniqueNames(spec, path, 'containers'), ...mountFaults(spec, path)],
  PodTemplateSpec: (template, path) =>
    labelFaults(`${path}.metadata.labels`, fieldsAt(fieldsAt(template, 'metadata'), 'labels')),
  DeploymentSpec: (spec, path) => [...selectorFaults(spec, path), ...onlyAlways(spec, path)],
  ReplicaSetSpec: (spec, path) => [...selectorFaults(spec, path), ...onlyAlways(spec, path)],
  StatefulSetSpec: (spec, path) => [...selectorFaults(spec, path), ...onlyAlways(spec, path)],
  DaemonSetSpec: (spec, path) => [...templateLabelFaults(spec, path), ...onlyAlways(spec, path)],
  JobSpec: (spec, path) => onlyOnceThrough(spec, path),
  PolicyRule: policyRuleFaults,
  RoleRef: (reference, path, kind) => roleRefFaults(reference, path, kind === 'ClusterRoleBinding'),
  Subject: subjectFaults,
  ServiceSpec: serviceFaults,
  PersistentVolumeSpec: volumeFaults,
  IngressSpec: (spec, path) =>
    spec.defaultBackend === undefined && listAt(spec, 'rules').length === 0
      ? [invalidValue(path, null, 'either `defaultBackend` or `rules` must be specified')]
      : [],
  PodDisruptionBudgetSpec: ({ minAvailable, maxUnavailable }, path) =>
    minAvailable === undefined || maxUnavailable === undefined
      ? []
      : [
          invalidValue(
            path,
            {
              MinAvailable: minAvailable,
              Selector: null,
              MaxUnavailable: maxUnavailable,
              UnhealthyPodEvictionPolicy: null,
            },
            'minAvailable and maxUnavailable cannot be both set',
          ),
        ],
};

function selectorFaults(spec: Fields, path: string): FieldFault[] {
  return [
    ...(isFields(spec.selector) ? [] : [required(`${path}.selector`)]),
    ...templateLabelFaults(spec, path),
  ];
}

function templateLabelFaults(spec: Fields, path: string): FieldFault[] {
  const labels = fieldsAt(fieldsAt(fieldsAt(spec, 'template'), 'metadata'), 'labels');
  const wanted = Object.entries(fieldsAt(fieldsAt(spec, 'selector'), 'matchLabels'));
  const selectsByExpression = listAt(fieldsAt(spec, 'selector'), 'matchExpressions').length > 0;
  if (selectsByExpression || (wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)))
    return [];
  return [
    invalidValue(
      `${path}.template.metadata.labels`,
      Object.keys(labels).length > 0 ? labels : null,
      '`selector` does not match template `labels`',
    ),
  ];
}

function onlyAlways(spec: Fields, path: string): FieldFault[] {
  const policy = textAt(fieldsAt(fieldsAt(spec, 'template'), 'spec'), 'restartPolicy') ?? 'Always';
  // One that no pod has is told of as such.
  return ['OnFailure', 'Never'].includes(policy)
    ? [notSupported(`${path}.template.spec.restartPolicy`, policy, ['Always'])]
    : [];
}

function onlyOnceThrough(spec: Fields, path: string): FieldFault[] {
  const policy = textAt(fieldsAt(fieldsAt(spec, 'template'), 'spec'), 'restartPolicy') ?? 'Always';
  return policy === 'Always'
    ? [required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"')]
    : [];
}

function uniqueNames(spec: Fields, path: string, list: string): FieldFault[] {
  const names = listAt(spec, list).map((item) => textAt(item, 'name') ?? '');
  return names.flatMap((name, index) =>
    name !== '' && names.indexOf(name) < index ? [duplicate(`${path}.${list}[${index}].name`, name)] : [],
  );
}

function mountFaults(spec: Fields, path: string): FieldFault[] {
  const volumes = new Set(listAt(spec, 'volumes').map(({ name }) => name));
  return ['initContainers', 'containers'].flatMap((list) =>
    listAt(spec, list).flatMap((container, index) =>
      listAt(container, 'volumeMounts').flatMap(({ name }, mount) =>
        volumes.has(name) ? [] : [missing(`${path}.${list}[${index}].volumeMounts[${mount}].name`, name)],
      ),
    ),
  );
}

function policyRuleFaults(rule: Fields, path: string, kind: string): FieldFault[] {
  const [groups, resources, urls] = [rule.apiGroups, rule.resources, rule.nonResourceURLs].map((value) =>
    Array.isArray(value) ? (value as unknown[]) : [],
  ) as [unknown[], unknown[], unknown[]];
  if (urls.length > 0) {
    const field = `${path}.nonResourceURLs`;
    if (kind === 'Role')
      return [invalidValue(field, urls, 'namespaced rules cannot apply to non-resource URLs')];
    return groups.length > 0 || resources.length > 0
      ? [invalidValue(field, urls, 'rules cannot apply to both regular resources and non-resource URLs')]
      : [];
  }
  return [
    ...(groups.length > 0
      ? []
      : [required(`${path}.apiGroups`, 'resource rules must supply at least one api group')]),
    ...(resources.length > 0
      ? []
      : [required(`${path}.resources`, 'resource rules must supply at least one resource')]),
  ];
}

function roleRefFaults(reference: Fields, path: string, isClusterWide: boolean): FieldFault[] {
  const kinds = isClusterWide ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  const { apiGroup = RBAC, kind = '' } = reference;
  return [
    ...(apiGroup === RBAC ? [] : [notSupported(`${path}.apiGroup`, apiGroup, [RBAC])]),
    ...(kinds.includes(String(kind)) ? [] : [notSupported(`${path}.kind`, kind, kinds)]),
  ];
}

function subjectFaults(subject: Fields, path: string): FieldFault[] {
  const { kind = '', name = '', namespace = '' } = subject;
  const isAccount = kind === 'ServiceAccount';
  const group = isAccount ? '' : RBAC;
  const { apiGroup = group } = subject;
  if (!isAccount && kind !== 'User' && kind !== 'Group')
    return kind === '' ? [notSupported(`${path}.kind`, '', ['ServiceAccount', 'User', 'Group'])] : [];
  return [
    ...(name === ''
      ? [required(`${path}.name`)]
      : isAccount
        ? invalidValues(`${path}.name`, name, subdomain(String(name)))
        : []),
    ...(apiGroup === group ? [] : [notSupported(`${path}.apiGroup`, apiGroup, [group])]),
    ...(isAccount && namespace === '' ? [required(`${path}.namespace`)] : []),
  ];
}

function volumeFaults(spec: Fields, path: string): FieldFault[] {
  const settings = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'volumeMode'];
  const plain = ['persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName'];
  const isOfSomeKind = Object.keys(spec).some((name) => ![...settings, ...plain].includes(name));
  return [
    ...(textsAt(spec, 'accessModes').length > 0 ? [] : [required(`${path}.accessModes`)]),
    ...(isFields(spec.capacity)
      ? []
      : [required(`${path}.capacity`), notSupported(`${path}.capacity`, null, ['storage'])]),
    ...(isOfSomeKind ? [] : [required(path, 'must specify a volume type')]),
  ];
}

function serviceFaults(spec: Fields, path: string): FieldFault[] {
  const { type = 'ClusterIP', externalTrafficPolicy } = spec;
  const ports = listAt(spec, 'ports');
  if (type === 'ExternalName') return textAt(spec, 'externalName') ? [] : [required(`${path}.externalName`)];
  return [
    ...(ports.length === 0 && textAt(spec, 'clusterIP') !== 'None' ? [required(`${path}.ports`)] : []),
    ...(ports.length < 2
      ? []
      : ports.flatMap(({ name }, index) => (name ? [] : [required(`${path}.ports[${index}].name`)]))),
    ...ports.flatMap(({ port, targetPort = port }, index) =>
      typeof targetPort === 'number' && (targetPort < 1 || targetPort > 65_535)
        ? [
            invalidValue(
              `${path}.ports[${index}].targetPort`,
              targetPort,
              'must be between 1 and 65535, inclusive',
            ),
          ]
        : [],
    ),
    ...(externalTrafficPolicy === undefined || EXTERNAL_TYPES.includes(type)
      ? []
      : [
          invalidValue(
            `${path}.externalTrafficPolicy`,
            externalTrafficPolicy,
            'may only be set for externally-accessible services',
          ),
        ]),
  ];
}

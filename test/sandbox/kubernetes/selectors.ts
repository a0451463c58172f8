import { fieldsAt, isFields, listAt, textsAt, type Fields, type KubernetesObject } from './objects';
import { qualifiedName, type GroupResource } from './resource-types';
import { badRequest } from './status';

export type Selector = (object: KubernetesObject) => boolean;

const KEY = '[A-Za-z0-9][A-Za-z0-9_./-]*';
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([A-Za-z0-9_.-]*)$`);
const MEMBERSHIP = new RegExp(`^(${KEY})\\s+(in|notin)\\s+\\(([^)]*)\\)$`);
const PRESENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

/** Reads the `labelSelector` and `fieldSelector` of a list or watch. */
export function parseSelectors(query: URLSearchParams, type: GroupResource): Selector {
  const requirements = [
    ...split(query.get('labelSelector')).map(labelRequirement),
    ...split(query.get('fieldSelector')).map((text) => fieldRequirement(text, type)),
  ];
  return (object) => requirements.every((accepts) => accepts(object));
}

/** Splits at commas, except those within `in (a, b)`. */
function split(selector: string | null): string[] {
  return (selector ?? '')
    .split(/,(?![^(]*\))/)
    .map((requirement) => requirement.trim())
    .filter(Boolean);
}

function labelRequirement(text: string): Selector {
  const label = (object: KubernetesObject, key: string): string | undefined => object.metadata.labels?.[key];

  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return (object) => (label(object, key) === value) === (operator !== '!=');
  }
  const membership = MEMBERSHIP.exec(text);
  if (membership) {
    const [, key = '', operator, list = ''] = membership;
    const values = list.split(',').map((value) => value.trim());
    return (object) => values.includes(label(object, key) ?? '\0') === (operator === 'in');
  }
  const presence = PRESENCE.exec(text);
  if (presence) {
    const [, negation, key = ''] = presence;
    return (object) => (label(object, key) !== undefined) === (negation === '');
  }
  throw badRequest(`unable to parse requirement: ${text}`);
}

/** Kubernetes selects by few fields; these two exist for every resource. */
const FIELDS: readonly string[] = ['metadata.name', 'metadata.namespace'];
/** Others are of one resource alone: kubernetes/pkg/apis/core/v1/conversion.go. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    ...['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName'],
    ...['status.phase', 'status.podIP'],
  ],
  events: [
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (field) => `involvedObject.${field}`,
    ),
    ...['reason', 'reportingComponent', 'type'],
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
};

function fieldRequirement(text: string, type: GroupResource): Selector {
  const [, field = '', operator, value] = /^([\w.]+)(==|=|!=)(.*)$/.exec(text) ?? [];
  if (![...FIELDS, ...(OWN_FIELDS[qualifiedName(type)] ?? [])].includes(field))
    throw badRequest(
      `"${field || text}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  return (object) => (valueAt(object, field) === value) === (operator !== '!=');
}

function valueAt(object: KubernetesObject, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((fields, name) => (isFields(fields) ? fields[name] : undefined), object);
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** Whether the selector of an object, such as that of a ReplicaSet, selects labels; an empty one selects all. */
export function selectsLabels(selector: Fields, labels: Readonly<Record<string, string>>): boolean {
  const object = { apiVersion: '', kind: '', metadata: { name: '', labels } };
  return split(labelSelectorText(selector))
    .map(labelRequirement)
    .every((accepts) => accepts(object));
}

/** A selector as `kubectl get -l` takes it: `app=web,tier in (front,back)`. */
export function labelSelectorText(selector: Fields): string {
  const labels = Object.entries(fieldsAt(selector, 'matchLabels')).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const expressions = listAt(selector, 'matchExpressions').map((expression) => {
    const key = String(expression.key);
    const values = textsAt(expression, 'values').join(',');
    switch (expression.operator) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...labels, ...expressions].join(',');
}

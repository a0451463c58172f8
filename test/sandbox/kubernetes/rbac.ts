import { fieldsAt, listAt, textAt, textsAt, type Fields, type KubernetesObject } from './objects';
import type { ObjectStore } from './store';
import type { User } from './users';

/** One thing that somebody wants to do. */
export type Attributes =
  | { readonly kind: 'path'; readonly verb: string; readonly path: string }
  | {
      readonly kind: 'resource';
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource?: string;
      readonly namespace?: string;
      readonly name?: string;
    };

const GROUP = 'rbac.authorization.k8s.io';
const CLUSTER_ROLE_BINDINGS = { group: GROUP, plural: 'clusterrolebindings' };
const ROLE_BINDINGS = { group: GROUP, plural: 'rolebindings' };
const CLUSTER_ROLES = { group: GROUP, plural: 'clusterroles' };
const ROLES = { group: GROUP, plural: 'roles' };

/** Whether EKS's access policies or RBAC's roles let a user do something. */
export function isAllowed(store: ObjectStore, user: User, attributes: Attributes): boolean {
  if (user.clusterAdmin) return true;
  const namespace = attributes.kind === 'resource' ? attributes.namespace : undefined;
  const bindings = [
    ...store.list(CLUSTER_ROLE_BINDINGS),
    ...(namespace === undefined ? [] : store.list(ROLE_BINDINGS, namespace)),
  ];
  return bindings
    .filter((binding) => listAt(binding, 'subjects').some((subject) => isSubject(subject, user, binding)))
    .flatMap((binding) => rulesOf(store, binding))
    .some((rule) => ruleAllows(rule, attributes));
}

/** Kubernetes' own words for what a user may not do. */
export function denial(user: User, attributes: Attributes): string {
  const who = `User ${JSON.stringify(user.username)} cannot ${attributes.verb}`;
  if (attributes.kind === 'path') return `forbidden: ${who} path ${JSON.stringify(attributes.path)}`;

  const { group, name, namespace } = attributes;
  const resource = withSubresource(attributes);
  const qualified = group === '' ? attributes.resource : `${attributes.resource}.${group}`;
  const what = name === undefined ? qualified : `${qualified} ${JSON.stringify(name)}`;
  const where =
    namespace === undefined ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`;
  return `${what} is forbidden: ${who} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(group)} ${where}`;
}

function isSubject(subject: Fields, user: User, binding: KubernetesObject): boolean {
  const name = textAt(subject, 'name') ?? '';
  switch (subject.kind) {
    case 'User':
      return user.username === name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = textAt(subject, 'namespace') ?? binding.metadata.namespace ?? '';
      return user.username === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}

function rulesOf(store: ObjectStore, binding: KubernetesObject): readonly Fields[] {
  const reference = fieldsAt(binding, 'roleRef');
  const name = textAt(reference, 'name') ?? '';
  const role =
    reference.kind === 'ClusterRole'
      ? store.get(CLUSTER_ROLES, { name })
      : store.get(ROLES, { namespace: binding.metadata.namespace, name });
  return role ? listAt(role, 'rules') : [];
}

function ruleAllows(rule: Fields, attributes: Attributes): boolean {
  if (!includes(textsAt(rule, 'verbs'), attributes.verb)) return false;
  if (attributes.kind === 'path')
    return textsAt(rule, 'nonResourceURLs').some((pattern) => matchesPath(pattern, attributes.path));

  const names = textsAt(rule, 'resourceNames');
  return (
    includes(textsAt(rule, 'apiGroups'), attributes.group) &&
    includes(textsAt(rule, 'resources'), withSubresource(attributes)) &&
    (names.length === 0 || (attributes.name !== undefined && names.includes(attributes.name)))
  );
}

function withSubresource({ resource, subresource }: { resource: string; subresource?: string }): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}

function includes(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

import type { Cluster } from './cluster';
import { fieldsAt, textAt, type Fields } from './objects';
import { isAllowed, type Attributes } from './rbac';
import type { ResourceType } from './resource-types';
import type { User } from './users';

/** Questions that are asked by creating them; nothing is kept. */
export const REVIEW_TYPES: readonly ResourceType[] = [
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
    shortNames: [],
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    plural: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    namespaced: false,
    shortNames: [],
  },
];

/** Answers `kubectl auth can-i` and `kubectl auth whoami`. */
export function review(cluster: Cluster, type: ResourceType, user: User, question: Fields): Fields {
  const answered = { apiVersion: `${type.group}/${type.version}`, kind: type.kind, metadata: {} };
  if (type.kind === 'SelfSubjectReview') {
    const { username, uid, groups } = user;
    return { ...answered, status: { userInfo: { username, ...(uid && { uid }), groups } } };
  }
  const spec = fieldsAt(question, 'spec');
  return { ...answered, spec, status: { allowed: isAllowed(cluster.store, user, attributesOf(spec)) } };
}

function attributesOf(spec: Fields): Attributes {
  if ('nonResourceAttributes' in spec) {
    const asked = fieldsAt(spec, 'nonResourceAttributes');
    return { kind: 'path', verb: textAt(asked, 'verb') ?? '', path: textAt(asked, 'path') ?? '' };
  }
  const asked = fieldsAt(spec, 'resourceAttributes');
  return {
    kind: 'resource',
    verb: textAt(asked, 'verb') ?? '',
    group: textAt(asked, 'group') ?? '',
    resource: textAt(asked, 'resource') ?? '',
    subresource: optional(asked, 'subresource'),
    namespace: optional(asked, 'namespace'),
    name: optional(asked, 'name'),
  };
}

/** kubectl sends what it does not ask for as empty text. */
function optional(fields: Fields, name: string): string | undefined {
  const value = textAt(fields, name);
  return value === '' ? undefined : value;
}

import type { Fields } from './objects';
import { decode, type FieldType, type Message } from './protobuf';
import { METADATA, WORKLOADS } from './protobuf-workloads';

/** kubectl sends what it makes itself, such as `create serviceaccount` and `auth can-i`, in this form only. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';
/** Before the message comes this, https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding */
const MAGIC = Buffer.from('k8s\0');

const TEXTS: FieldType = { list: 'text' };
const ROLE: Message = {
  1: ['metadata', METADATA],
  2: [
    'rules',
    {
      list: {
        message: {
          1: ['verbs', TEXTS],
          2: ['apiGroups', TEXTS],
          3: ['resources', TEXTS],
          4: ['resourceNames', TEXTS],
          5: ['nonResourceURLs', TEXTS],
        },
      },
    },
  ],
};
const ROLE_BINDING: Message = {
  1: ['metadata', METADATA],
  2: [
    'subjects',
    {
      list: {
        message: {
          1: ['kind', 'text'],
          2: ['apiGroup', 'text'],
          3: ['name', 'text'],
          4: ['namespace', 'text'],
        },
      },
    },
  ],
  3: ['roleRef', { message: { 1: ['apiGroup', 'text'], 2: ['kind', 'text'], 3: ['name', 'text'] } }],
};

/** From the `protobuf` tags of https://github.com/kubernetes/api. */
const KINDS: Readonly<Record<string, Message>> = {
  ...WORKLOADS,
  Namespace: { 1: ['metadata', METADATA] },
  ServiceAccount: { 1: ['metadata', METADATA], 4: ['automountServiceAccountToken', 'flag'] },
  Secret: {
    1: ['metadata', METADATA],
    2: ['data', { map: 'bytes' }],
    3: ['type', 'text'],
    4: ['stringData', { map: 'text' }],
    5: ['immutable', 'flag'],
  },
  ConfigMap: {
    1: ['metadata', METADATA],
    2: ['data', { map: 'text' }],
    3: ['binaryData', { map: 'bytes' }],
    4: ['immutable', 'flag'],
  },
  Role: ROLE,
  ClusterRole: ROLE,
  RoleBinding: ROLE_BINDING,
  ClusterRoleBinding: ROLE_BINDING,
  TokenRequest: {
    1: ['metadata', METADATA],
    2: [
      'spec',
      {
        message: {
          1: ['audiences', TEXTS],
          3: [
            'boundObjectRef',
            {
              message: {
                1: ['kind', 'text'],
                2: ['apiVersion', 'text'],
                3: ['name', 'text'],
                4: ['uid', 'text'],
              },
            },
          ],
          4: ['expirationSeconds', 'number'],
        },
      },
    ],
  },
  DeleteOptions: {
    1: ['gracePeriodSeconds', 'number'],
    2: ['preconditions', { message: { 1: ['uid', 'text'], 2: ['resourceVersion', 'text'] } }],
    3: ['orphanDependents', 'flag'],
    4: ['propagationPolicy', 'text'],
    5: ['dryRun', TEXTS],
  },
  SelfSubjectReview: {},
  SelfSubjectAccessReview: {
    2: [
      'spec',
      {
        message: {
          1: [
            'resourceAttributes',
            {
              message: {
                1: ['namespace', 'text'],
                2: ['verb', 'text'],
                3: ['group', 'text'],
                5: ['resource', 'text'],
                6: ['subresource', 'text'],
                7: ['name', 'text'],
              },
            },
          ],
          2: ['nonResourceAttributes', { message: { 1: ['path', 'text'], 2: ['verb', 'text'] } }],
        },
      },
    ],
  },
};

const ENVELOPE: Message = {
  1: ['typeMeta', { message: { 1: ['apiVersion', 'text'], 2: ['kind', 'text'] } }],
  2: ['raw', 'bytes'],
};

export function isKubernetesProtobuf(body: Buffer): boolean {
  return body.subarray(0, MAGIC.length).equals(MAGIC);
}

/**
 * Reads an object that was sent as protobuf; undefined for kinds that are not known here.
 * @throws RangeError where it ends too early
 */
export function decodeKubernetesProtobuf(body: Buffer): Fields | undefined {
  if (!isKubernetesProtobuf(body)) return undefined;
  const { typeMeta, raw } = decode(ENVELOPE, body.subarray(MAGIC.length));
  const { kind, apiVersion } = typeMeta as { kind?: string; apiVersion?: string };
  const message = KINDS[kind ?? ''];
  if (!message) return kind === undefined ? undefined : { kind, apiVersion };
  const bytes = Buffer.from(typeof raw === 'string' ? raw : '', 'base64');
  return { kind, apiVersion, ...decode(message, bytes) };
}

import * as l10n from '@vscode/l10n';
import { asSentence } from './error-text';
import { UserError } from './user-error';

/** What an API server, or whatever is before it, answered to a request that failed. */
export interface KubernetesAnswer {
  readonly httpStatus: number;
  /** `undefined` where the answer is no Status object of Kubernetes. */
  readonly status?: KubernetesStatus;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export interface KubernetesStatus {
  readonly message: string;
  readonly reason: string;
  readonly causes: readonly { readonly reason: string; readonly field: string }[];
}

/** How we come into a cluster: as an AWS identity, or by a token that the user entered (which may end). */
export type ClusterAuthentication =
  { readonly kind: 'eks' } | { readonly kind: 'token'; readonly endedAt?: string };

interface Case {
  readonly code: string;
  readonly applies: (answer: KubernetesAnswer, message: string) => boolean;
  readonly remedy: (way: ClusterAuthentication) => string;
}

const reasonIs =
  (...reasons: readonly string[]) =>
  ({ status }: KubernetesAnswer) =>
    reasons.includes(status?.reason ?? '');
const causeIs =
  (cause: string) =>
  ({ status }: KubernetesAnswer) =>
    status?.causes.some(({ reason }) => reason === cause) ?? false;
const says = (words: RegExp) => (_: KubernetesAnswer, message: string) => words.test(message);

/**
 * The first that applies says what to do. What admission and etcd say comes under the reasons of others, so that it is
 * told by the words of kube-apiserver 1.34 before the reason counts.
 */
const CASES: readonly Case[] = [
  {
    code: 'kubernetes-unknown-answer',
    applies: ({ status, httpStatus }) => status === undefined && httpStatus !== 401 && httpStatus !== 404,
    remedy: () =>
      l10n.t('A proxy or load balancer may have responded instead. Check the network, then try again.'),
  },
  {
    code: 'kubernetes-unauthorized',
    applies: ({ httpStatus }) => httpStatus === 401,
    remedy: unauthorizedRemedy,
  },
  {
    code: 'namespace-terminating',
    applies: causeIs('NamespaceTerminating'),
    remedy: () => l10n.t('Wait until the namespace is gone, then try again.'),
  },
  {
    code: 'kubernetes-being-deleted',
    applies: says(/^object is being deleted: /),
    remedy: () =>
      l10n.t(
        'Wait until the old one is gone, then try again. If it remains, check which finalizers it waits for.',
      ),
  },
  {
    code: 'kubernetes-anonymous',
    applies: says(/User "system:anonymous"/),
    remedy: () =>
      l10n.t(
        'The API server received no credentials. Check that no proxy or load balancer in front of it removes them, then try again.',
      ),
  },
  {
    code: 'kubernetes-quota',
    applies: says(/exceeded quota|failed quota/),
    remedy: () => l10n.t('Delete something in the namespace, or ask for a higher ResourceQuota.'),
  },
  {
    code: 'kubernetes-webhook-failed',
    applies: says(/failed calling webhook/),
    remedy: () =>
      l10n.t(
        'Check that the webhook in the message is running and reachable in the cluster, then try again.',
      ),
  },
  {
    code: 'kubernetes-policy',
    applies: says(/admission webhook .* denied|ValidatingAdmissionPolicy|violates PodSecurity/),
    remedy: () =>
      l10n.t(
        'A policy in the cluster does not allow it. Ask a cluster administrator for a change or an exception.',
      ),
  },
  {
    code: 'kubernetes-escalation',
    applies: says(/attempting to grant RBAC permissions/),
    remedy: () =>
      l10n.t(
        'You can only grant permissions that you have yourself. Ask somebody with cluster-admin rights to do it.',
      ),
  },
  { code: 'kubernetes-forbidden', applies: reasonIs('Forbidden'), remedy: forbiddenRemedy },
  {
    code: 'kubernetes-field-conflict',
    applies: causeIs('FieldManagerConflict'),
    remedy: () => l10n.t('Another tool manages these fields. Change them with it, or remove them there.'),
  },
  {
    code: 'kubernetes-exists',
    applies: reasonIs('AlreadyExists'),
    remedy: () => l10n.t('Delete it, or choose another name, then try again.'),
  },
  {
    code: 'kubernetes-changed',
    applies: reasonIs('Conflict', 'Expired', 'Gone'),
    remedy: () => l10n.t('It was changed in the meantime. Refresh, then try again.'),
  },
  {
    code: 'kubernetes-invalid',
    applies: reasonIs('Invalid', 'BadRequest', 'RequestEntityTooLarge'),
    remedy: () =>
      l10n.t('Correct what the message names, or delete the object in the cluster, then try again.'),
  },
  {
    code: 'kubernetes-not-found',
    applies: ({ httpStatus }) => httpStatus === 404,
    remedy: () =>
      l10n.t('It was deleted, or this Kubernetes version does not support it. Refresh, then try again.'),
  },
  {
    code: 'kubernetes-busy',
    applies: ({ httpStatus }) => httpStatus === 429 || httpStatus >= 500,
    remedy: () => l10n.t('The API server is busy or starting. Try again in a minute.'),
  },
];

/**
 * A refusal of Kubernetes in the user's words: its own sentence, and what to do about it.
 * @param message Kubernetes' own sentence, or that there was none; bounded
 */
export function fromKubernetesAnswer(
  answer: KubernetesAnswer,
  message: string,
  way: ClusterAuthentication,
): UserError {
  const found = CASES.find(({ applies }) => applies(answer, message));
  const text =
    found?.code === 'kubernetes-unauthorized'
      ? unauthorizedText(way)
      : l10n.t('Kubernetes rejected the request: {0}', asSentence(message));
  const remedy = found?.remedy(way) ?? l10n.t('See the log for details (EKS: Show Log).');
  return new UserError(found?.code ?? 'kubernetes-refused', text, remedy);
}

function unauthorizedText(way: ClusterAuthentication): string {
  if (way.kind === 'eks') return l10n.t('The cluster does not accept your AWS identity.');
  if (way.endedAt === undefined)
    return l10n.t('The cluster does not accept the token that it was added with.');
  return l10n.t('The token that the cluster was added with expired on {0}.', way.endedAt);
}

function unauthorizedRemedy({ kind }: ClusterAuthentication): string {
  return kind === 'eks'
    ? l10n.t('Check that the cluster’s access entries include the role or user you sign in with.')
    : l10n.t('Add the cluster again with a new token (EKS: Add Existing Cluster…).');
}

function forbiddenRemedy({ kind }: ClusterAuthentication): string {
  return kind === 'eks'
    ? l10n.t(
        'Associate an access policy that allows it with the access entry for your role or user, or bind a role to it.',
      )
    : l10n.t('Bind the token’s service account to a role that allows it, such as cluster-admin.');
}

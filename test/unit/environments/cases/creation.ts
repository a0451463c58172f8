import { about, event, replicaSet } from '../recorded';
import type { FailureCase } from './case';

const refused = (message: string, reason = 'FailedCreate') => [
  replicaSet(1, { conditions: [{ type: 'ReplicaFailure', status: 'True', reason, message }] }),
];

/** The API server refuses the pods: conditions of ReplicaSets of Kubernetes 1.35. */
export const CREATION_CASES: readonly FailureCase[] = [
  {
    code: 'quota',
    says: /^The quota small of the namespace does not allow another pod/,
    objects: refused(
      'pods "web-v1-x" is forbidden: exceeded quota: small, requested: cpu=100m, used: cpu=1, limited: cpu=1',
    ),
  },
  {
    code: 'pod-security',
    says: /Pod Security Standard restricted:latest/,
    objects: refused(
      'pods "web-v1-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false)',
    ),
  },
  {
    code: 'webhook-failed',
    says: /^The admission webhook validate.kyverno.svc-fail does not answer/,
    objects: refused(
      'Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: Post "https://kyverno-svc.kyverno.svc:443/validate/fail?timeout=10s": no endpoints available for service "kyverno-svc"',
    ),
  },
  {
    code: 'admission-denied',
    says: /^The policy validation.gatekeeper.sh of the cluster does not allow/,
    objects: refused(
      'admission webhook "validation.gatekeeper.sh" denied the request: [require-team] you must provide labels: {"team"}',
    ),
  },
  {
    code: 'limit-range',
    says: /^The limits of the namespace/,
    objects: refused(
      'pods "web-v1-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
    ),
  },
  {
    code: 'service-account-missing',
    says: /^There is no service account shop-web in the namespace/,
    objects: [
      replicaSet(),
      event(
        'FailedCreate',
        'Error creating: pods "web-v1-" is forbidden: error looking up service account shop/shop-web: serviceaccount "shop-web" not found',
        about('ReplicaSet', 'web-v1', 'set-1'),
      ),
    ],
  },
  {
    code: 'priority-class-missing',
    says: /^There is no priority class urgent/,
    objects: refused('pods "web-v1-x" is forbidden: no PriorityClass with name urgent was found'),
  },
  {
    code: 'pod-invalid',
    says: /^Kubernetes does not accept the pod/,
    objects: refused(
      'Pod "web-v1-x" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ),
  },
  {
    code: 'creation-refused',
    says: /^Kubernetes could not create a pod: unheard of\.$/,
    objects: [replicaSet(), event('FailedCreate', 'unheard of', about('ReplicaSet', 'web-v1', 'set-1'))],
  },
];

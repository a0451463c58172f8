import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { type SentenceRow } from './failure';

/** Why the API server takes no pod of a workload: the sentence of its condition `ReplicaFailure` or event `FailedCreate`. */
export const CREATION: readonly SentenceRow[] = [
  {
    code: 'quota',
    pattern: /exceeded quota: (?<quota>[\w.-]+)|failed quota: (?<unset>[\w.-]+)/,
    text: (value) =>
      l10n.t(
        'The quota {0} of the namespace does not allow another pod: {1}',
        value('quota') || value('unset'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Request less, delete what is no longer needed, or ask for a higher ResourceQuota.'),
  },
  {
    code: 'pod-security',
    pattern: /violates PodSecurity "(?<level>[^"]*)"/,
    text: (value) =>
      l10n.t(
        'The namespace enforces the Pod Security Standard {0}, which this pod violates: {1}',
        value('level'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Set the securityContext that the message names, or ask for an exception.'),
  },
  {
    code: 'webhook-failed',
    pattern: /failed calling webhook "(?<webhook>[^"]*)"/,
    text: (value) =>
      l10n.t(
        'The admission webhook {0} does not answer: {1}',
        value('webhook'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Check that the webhook’s own pods are running and reachable.'),
  },
  {
    code: 'admission-denied',
    pattern: /admission webhook "(?<webhook>[^"]*)" denied|ValidatingAdmissionPolicy '(?<policy>[^']*)'/,
    text: (value) =>
      l10n.t(
        'The policy {0} of the cluster does not allow this pod: {1}',
        value('webhook') || value('policy'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Change what the message names, or ask your cluster administrator.'),
  },
  {
    code: 'limit-range',
    pattern: /(?:maximum|minimum) (?:cpu|memory|ephemeral-storage|storage)[\w -]* usage per|LimitRange/,
    text: (value) =>
      l10n.t('The limits of the namespace do not allow this pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change the requests and limits, or ask for another LimitRange.'),
  },
  {
    code: 'service-account-missing',
    pattern: /serviceaccount "(?<account>[^"]*)" not found/,
    text: (value) => l10n.t('There is no service account {0} in the namespace.', value('account')),
    remedy: () => l10n.t('Create the service account, or name another one in the workload.'),
    // The account `default` is made a moment after its namespace.
    mayPass: true,
  },
  {
    code: 'priority-class-missing',
    pattern: /no PriorityClass with name (?<name>[\w.-]+)/,
    text: (value) => l10n.t('There is no priority class {0} in the cluster.', value('name')),
    remedy: () => l10n.t('Create the PriorityClass, or name another one in the workload.'),
  },
  {
    code: 'pod-invalid',
    pattern: /is invalid: /,
    text: (value) => l10n.t('Kubernetes does not accept the pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change the field that the message names.'),
  },
  {
    code: 'creation-refused',
    pattern: /^/,
    text: (value) => l10n.t('Kubernetes could not create a pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change what the message names, or ask your cluster administrator.'),
    mayPass: true,
  },
];

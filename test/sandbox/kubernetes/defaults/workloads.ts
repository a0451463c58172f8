import { fieldsAt, isFields, listAt, without, type Fields } from '../objects';
import { withAdmittedDefaults, withPodDefaults } from './pods';
import { withServiceDefaults } from './services';

const QUARTER = { maxUnavailable: '25%', maxSurge: '25%' };

/** What the API server fills in of workloads: kubernetes/pkg/apis/apps/v1/defaults.go, and batch/v1 beside it. */
export const WORKLOAD_DEFAULTS: Readonly<Record<string, (object: Fields) => Fields>> = {
  pods: (pod) => ({
    ...pod,
    spec: withAdmittedDefaults(withPodDefaults(fieldsAt(pod, 'spec'))),
    status: { phase: 'Pending', qosClass: serviceClassOf(fieldsAt(pod, 'spec')), ...fieldsAt(pod, 'status') },
  }),
  services: withServiceDefaults,
  'deployments.apps': (deployment) =>
    withSpec({ status: {}, ...deployment }, (spec) => ({
      ...{ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
      ...spec,
      strategy: withStrategyDefaults(fieldsAt(spec, 'strategy')),
      template: withTemplateDefaults(spec),
    })),
  'replicasets.apps': (set) =>
    withSpec(set, (spec) => ({ replicas: 1, ...spec, template: withTemplateDefaults(spec) })),
  'daemonsets.apps': (set) =>
    withSpec(set, (spec) => ({
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      ...spec,
      template: withTemplateDefaults(spec),
    })),
  'statefulsets.apps': (set) =>
    withSpec(set, (spec) => ({
      ...{ replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      ...spec,
      template: withTemplateDefaults(spec),
    })),
  'jobs.batch': withJobDefaults,
  persistentvolumeclaims: (claim) => ({
    ...withSpec(claim, (spec) => ({ volumeMode: 'Filesystem', ...spec })),
    status: { phase: 'Pending', ...fieldsAt(claim, 'status') },
  }),
};

function withSpec(object: Fields, change: (spec: Fields) => Fields): Fields {
  return { ...object, spec: change(fieldsAt(object, 'spec')) };
}

function withTemplateDefaults(spec: Fields): Fields {
  const template = fieldsAt(spec, 'template');
  return { ...template, spec: withPodDefaults(fieldsAt(template, 'spec')) };
}

function withStrategyDefaults(strategy: Fields): Fields {
  const { type = 'RollingUpdate' } = strategy;
  if (type !== 'RollingUpdate') return without(strategy, 'rollingUpdate');
  return { ...strategy, type, rollingUpdate: { ...QUARTER, ...fieldsAt(strategy, 'rollingUpdate') } };
}

/** Without a selector of its own a job selects its pods by its UID. */
function withJobDefaults(job: Fields): Fields {
  const { uid, name } = fieldsAt(job, 'metadata');
  return withSpec(job, (spec) => {
    const isOnce = spec.completions === undefined && spec.parallelism === undefined;
    const template = withTemplateDefaults(spec);
    const metadata = fieldsAt(template, 'metadata');
    const ours = { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name };
    const labels = { ...ours, 'controller-uid': uid, 'job-name': name, ...fieldsAt(metadata, 'labels') };
    return {
      ...(isOnce ? { completions: 1 } : {}),
      ...{ parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false },
      ...{ podReplacementPolicy: 'TerminatingOrFailed' },
      ...spec,
      selector: isFields(spec.selector)
        ? spec.selector
        : { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: { ...template, metadata: { ...metadata, labels } },
    };
  });
}

/** Guaranteed where all that is asked for is all there may be: kubernetes/pkg/apis/core/v1/helper/qos. */
function serviceClassOf(spec: Fields): string {
  const asked = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')].map((container) =>
    fieldsAt(container, 'resources'),
  );
  const says = (resources: Fields, kind: string) => Object.keys(fieldsAt(resources, kind)).length > 0;
  if (asked.every((resources) => !says(resources, 'limits') && !says(resources, 'requests')))
    return 'BestEffort';
  const isGuaranteed = asked.every((resources) => {
    const { limits, requests = limits } = resources;
    return ['cpu', 'memory'].every((name) => {
      const limit = isFields(limits) ? limits[name] : undefined;
      return limit !== undefined && (!isFields(requests) || (requests[name] ?? limit) === limit);
    });
  });
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

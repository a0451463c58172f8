import { fieldsAt, isFields, listAt, textAt, type Fields } from '../objects';

const TOLERATED_SECONDS = 300;
const LATEST = /^[^@]*(:latest|\/[^:@/]+|^[^:@/]+)$/;

/** `SetDefaults_PodSpec` and those of what is in it: kubernetes/pkg/apis/core/v1/defaults.go. */
export function withPodDefaults(spec: Fields): Fields {
  const init = listAt(spec, 'initContainers');
  const volumes = listAt(spec, 'volumes');
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    ...(init.length > 0 && { initContainers: init.map(withContainerDefaults) }),
    containers: listAt(spec, 'containers').map(withContainerDefaults),
    ...(volumes.length > 0 && { volumes: volumes.map(withVolumeDefaults) }),
  };
}

/** What admission adds to a pod, and to no template: its account, and how long it stays on a node that is lost. */
export function withAdmittedDefaults(spec: Fields): Fields {
  const account = textAt(spec, 'serviceAccountName') ?? 'default';
  return {
    serviceAccountName: account,
    serviceAccount: account,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    ...spec,
    tolerations: [
      ...listAt(spec, 'tolerations'),
      ...['not-ready', 'unreachable']
        .map((condition) => `node.kubernetes.io/${condition}`)
        .filter((key) => !listAt(spec, 'tolerations').some((toleration) => toleration.key === key))
        .map((key) => ({
          ...{ key, operator: 'Exists', effect: 'NoExecute' },
          tolerationSeconds: TOLERATED_SECONDS,
        })),
    ],
  };
}

function withContainerDefaults(container: Fields): Fields {
  const image = textAt(container, 'image') ?? '';
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) =>
    isFields(container[name]) ? [[name, withProbeDefaults(fieldsAt(container, name))] as const] : [],
  );
  const ports = listAt(container, 'ports').map((port) => ({ protocol: 'TCP', ...port }));
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: LATEST.test(image) ? 'Always' : 'IfNotPresent',
    ...container,
    resources: withLimitsRequested(fieldsAt(container, 'resources')),
    ...(ports.length > 0 && { ports }),
    ...Object.fromEntries(probes),
  };
}

/** Who says how much there may be at most asks for as much, unless it asks for less. */
function withLimitsRequested(resources: Fields): Fields {
  if (!isFields(resources.limits)) return resources;
  return { ...resources, requests: { ...resources.limits, ...fieldsAt(resources, 'requests') } };
}

function withProbeDefaults(probe: Fields): Fields {
  return {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
    ...probe,
    ...(isFields(probe.httpGet) && {
      httpGet: { path: '/', scheme: 'HTTP', ...fieldsAt(probe, 'httpGet') },
    }),
  };
}

function withVolumeDefaults(volume: Fields): Fields {
  const modes = ['configMap', 'secret', 'projected', 'downwardAPI'].filter((kind) => isFields(volume[kind]));
  if (modes.length === 0) return Object.keys(volume).length === 1 ? { ...volume, emptyDir: {} } : volume;
  const moded = modes.map((kind) => [kind, { defaultMode: 0o644, ...fieldsAt(volume, kind) }] as const);
  return { ...volume, ...Object.fromEntries(moded) };
}

import { environmentSlug } from '../cluster/environment-names';
import { isProduction } from '../environments/is-production';
import type { KubernetesObject } from '../ports/kubernetes';
import { deployedAnnotations, ownLabels, selectorLabels, type Deployed } from './labels';
import { ingressFor, serviceFor } from './exposure';
import { databaseName } from './postgresql';
import type { DeployRequest, DeployedImage } from './request';
import type { AppSettings } from './settings';
import { CONFIG_HASH, variablesSecret } from './variables';

/** Rolling out ends without success after five minutes in which nothing changes. */
const PROGRESS_DEADLINE_SECONDS = 300;
const OLD_VERSIONS_KEPT = 10;
/** An app may take two minutes to listen. */
const STARTUP_PROBE = { periodSeconds: 2, failureThreshold: 60 };

/**
 * The objects of an app, none of them a Secret. They are named after the environment, so that several may share a namespace.
 * @param variablesHash changes with each change of the environment's variables
 */
export function builtInObjects(
  request: Omit<DeployRequest, 'deployer'>,
  image: DeployedImage,
  number: number,
  variablesHash: string,
): readonly KubernetesObject[] {
  const { environment, namespace, settings, exposure } = request;
  const deployed: Deployed = { ...request, number };
  const name = environmentSlug(environment);
  const select = selectorLabels(deployed, 'web');
  const annotations = deployedAnnotations(deployed);
  const metadata = { name, namespace, labels: { ...ownLabels(deployed), ...select }, annotations };
  const ingress = ingressFor(exposure, metadata);
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        // With an autoscaler the number is its own, and not ours to set.
        ...(settings.autoscale ? {} : { replicas: settings.replicas ?? (isProduction(environment) ? 2 : 1) }),
        revisionHistoryLimit: OLD_VERSIONS_KEPT,
        progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
        selector: { matchLabels: select },
        // The old version serves until the new one is ready.
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        template: {
          metadata: {
            labels: metadata.labels,
            annotations: { ...annotations, [CONFIG_HASH]: variablesHash },
          },
          spec: podSpec(request, image),
        },
      },
    },
    serviceFor(exposure, metadata, select),
    ...(ingress ? [ingress] : []),
    ...(settings.autoscale ? [autoscaler(metadata, settings.autoscale)] : []),
  ];
}

function podSpec(request: Omit<DeployRequest, 'deployer'>, { architecture, port, reference }: DeployedImage) {
  const { environment, settings } = request;
  const database = databaseName(environmentSlug(environment));
  return {
    automountServiceAccountToken: false,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    ...(architecture === undefined ? {} : { nodeSelector: { 'kubernetes.io/arch': architecture } }),
    containers: [
      {
        name: 'web',
        image: reference,
        imagePullPolicy: 'IfNotPresent',
        ...(settings.command ? { command: settings.command } : {}),
        ports: [{ name: 'http', containerPort: port }],
        env: [
          { name: 'PORT', value: String(port) },
          { name: 'EKS_CLUSTERS_ENVIRONMENT', value: environment },
        ],
        envFrom: [
          { secretRef: { name: variablesSecret(request).name, optional: true } },
          ...(settings.postgres ? [{ secretRef: { name: database } }] : []),
        ],
        resources: settings.resources ?? { requests: { cpu: '100m', memory: '128Mi' } },
        securityContext: { allowPrivilegeEscalation: false },
        startupProbe: { tcpSocket: { port: 'http' }, ...STARTUP_PROBE },
        readinessProbe: { ...readiness(settings), periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3 },
      },
    ],
  };
}

/** Without a path the port is enough: many apps answer `/` with 404, which HTTP probes take for a failure. */
function readiness({ probe }: AppSettings) {
  return probe && 'path' in probe
    ? { httpGet: { path: probe.path, port: 'http' } }
    : { tcpSocket: { port: 'http' } };
}

/** It needs metrics-server. */
function autoscaler(
  metadata: KubernetesObject['metadata'],
  { min, max, cpu = 80 }: NonNullable<AppSettings['autoscale']>,
): KubernetesObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } },
        },
      ],
    },
  };
}

import { Field } from '../environments/objects/field';
import type { KubernetesObject } from '../ports/kubernetes';

/** `migrate` runs before each deployment, `initialize` before the first. */
export type MigrationKind = 'migrate' | 'initialize';

export interface MigrationRequest {
  readonly kind: MigrationKind;
  /** A program with its arguments. */
  readonly command: readonly string[];
  /** Of the deployment that it belongs to. */
  readonly number: number;
  /** The Deployment that is about to be applied: the Job runs its image with its variables. */
  readonly deployment: KubernetesObject;
}

/** The Job is deleted a day after its end; its log can be read until then. */
const KEPT_SECONDS = 86_400;
/** A migration of which nothing is heard for so long is stuck. */
const DEADLINE_SECONDS = 1_800;
/** Nothing calls a Job, and it ends by itself. */
const ONLY_OF_SERVERS = ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'];

/** The Job of a migration. It is not tried again: what failed half-way needs a person. */
export function migrationJob({ kind, command, number, deployment }: MigrationRequest): KubernetesObject {
  const { name, namespace, labels = {} } = deployment.metadata;
  const own = { ...labels, 'app.kubernetes.io/component': kind };
  const pod = new Field(deployment).at('spec', 'template', 'spec').raw as PodSpec;
  const [app, ...others] = pod.containers;
  const container = {
    ...Object.fromEntries(Object.entries(app ?? {}).filter(([field]) => !ONLY_OF_SERVERS.includes(field))),
    name: kind,
    ...{ command, args: [] },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${name}-${kind}-${number}`,
      namespace,
      labels: own,
      annotations: deployment.metadata.annotations ?? {},
    },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: DEADLINE_SECONDS,
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels: own },
        spec: { ...pod, restartPolicy: 'Never', containers: [container, ...others] },
      },
    },
  };
}

interface PodSpec {
  readonly containers: readonly object[];
  readonly [field: string]: unknown;
}

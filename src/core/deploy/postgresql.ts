import type { KubernetesObject } from '../ports/kubernetes';

/**
 * The official image, from AWS's mirror: Docker Hub limits how often it is pulled. Its major version is part of the
 * data.
 */
export const DEFAULT_POSTGRES_IMAGE = 'public.ecr.aws/docker/library/postgres:17';

const USER = 'app';
const PORT = 5432;
/** Of the user `postgres` in Debian's variants of the official image. */
const USER_ID = 999;
const DATA = '/var/lib/postgresql/data';
const COMPONENT = 'app.kubernetes.io/component';
/** The component of its objects. */
export const DATABASE = 'postgresql';

/** A database of an environment, for development: one pod with a volume of its own. */
export interface DatabaseRequest {
  readonly namespace: string;
  /** Of the environment. */
  readonly slug: string;
  /** Those that all objects of the environment carry, `app.kubernetes.io/name` and `/instance` among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
}

/**
 * Secret, Service, StatefulSet and the host name of the database. The app reads all keys of the Secret as variables.
 */
export function databaseName(slug: string): string {
  return `${slug}-postgresql`;
}

/**
 * How the database is reached. It is created once and never applied again: the password is in the data of the volume,
 * which outlives the Secret's other keys.
 * @param password letters, digits, `-` and `_` only, since it is part of a URL
 */
export function databaseSecret(request: DatabaseRequest, password: string): KubernetesObject {
  const host = databaseName(request.slug);
  const url = `postgresql://${USER}:${password}@${host}:${PORT}/${USER}`;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(request),
    type: 'Opaque',
    stringData: {
      ...{ PGHOST: host, PGPORT: String(PORT), PGUSER: USER, PGPASSWORD: password, PGDATABASE: USER },
      DATABASE_URL: url,
    },
  };
}

/** What is applied with each deployment. The volume is claimed by the StatefulSet, and stays when that is deleted. */
export function databaseObjects(request: DatabaseRequest): readonly KubernetesObject[] {
  const selector = selectorOf(request);
  const service: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(request),
    spec: {
      clusterIP: 'None',
      selector,
      ports: [{ name: 'postgresql', port: PORT, targetPort: 'postgresql' }],
    },
  };
  const statefulSet: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(request),
    spec: {
      serviceName: databaseName(request.slug),
      replicas: 1,
      selector: { matchLabels: selector },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: { metadata: { labels: { ...request.labels, ...selector } }, spec: podOf(request) },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data', labels: { ...request.labels, ...selector } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } },
        },
      ],
    },
  };
  return [service, statefulSet];
}

function podOf({ slug, image }: DatabaseRequest): object {
  const fromSecret = (key: string) => ({ valueFrom: { secretKeyRef: { name: databaseName(slug), key } } });
  const isReady = ['sh', '-c', 'pg_isready -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB"'];
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 60,
    securityContext: {
      ...{ runAsUser: USER_ID, runAsGroup: USER_ID, fsGroup: USER_ID, runAsNonRoot: true },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'postgresql',
        image,
        ports: [{ name: 'postgresql', containerPort: PORT }],
        env: [
          // A volume has a folder lost+found, and the database wants an empty one.
          { name: 'PGDATA', value: `${DATA}/pgdata` },
          { name: 'POSTGRES_USER', ...fromSecret('PGUSER') },
          { name: 'POSTGRES_PASSWORD', ...fromSecret('PGPASSWORD') },
          { name: 'POSTGRES_DB', ...fromSecret('PGDATABASE') },
        ],
        readinessProbe: { exec: { command: isReady }, periodSeconds: 5, timeoutSeconds: 3 },
        resources: { requests: { cpu: '100m', memory: '256Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'data', mountPath: DATA }],
      },
    ],
  };
}

function metadataOf({ namespace, slug, labels }: DatabaseRequest): KubernetesObject['metadata'] {
  return { name: databaseName(slug), namespace, labels: { ...labels, [COMPONENT]: DATABASE } };
}

/** No other label: a selector cannot be changed later. */
function selectorOf({ labels }: DatabaseRequest): Readonly<Record<string, string>> {
  const own = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];
  const entries = own.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]] as const]));
  return { ...Object.fromEntries(entries), [COMPONENT]: DATABASE };
}

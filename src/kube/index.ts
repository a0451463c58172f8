import {
  AuthenticationV1TokenRequest,
  AuthorizationV1Api,
  CoreV1Api,
  StorageV1Api,
  V1ResourceAttributes,
  V1SelfSubjectAccessReview,
  V1SelfSubjectAccessReviewSpec,
  V1TokenRequestSpec,
  VersionApi,
  type V1Node,
  type V1PersistentVolume,
  type V1PersistentVolumeSpec,
  type V1Service,
} from '@kubernetes/client-node';
import { bounded } from '../core/errors/bounded';
import type {
  KubernetesApi,
  KubernetesNode,
  KubernetesPort,
  LoadBalancer,
  Volume,
} from '../core/ports/kubernetes';
import { KubernetesError } from '../core/ports/kubernetes';
import { anyObjects } from './any-objects';
import { call } from './call';
import { probe } from './probe';
import { collect } from './pages';
import { connectionTo, type Connection, type SendTo } from './connection';
import { callClock, type CallClock } from './retry';

const TOKEN_SECONDS = 3600;
/** `v1.33.1-eks-1234567` has 19. */
const VERSION_LIMIT = 100;
const ARCHITECTURE_LIMIT = 20;
/** The add-on's, and Auto Mode's. */
const EBS_DRIVERS = ['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com'];
/** Kubernetes heeds the older one, too. */
const DEFAULT_CLASS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/**
 * Kubernetes through its client for JavaScript.
 * @param sendTo how a cluster with that authority (PEM) is reached
 */
export function createKubernetes(sendTo: SendTo, clock: CallClock = callClock): KubernetesPort {
  return {
    connect: (target) => kubernetesApi(connectionTo(target, sendTo, clock)),
    probe: (target, signal) => probe(target, sendTo, signal),
  };
}

function kubernetesApi(connection: Connection): KubernetesApi {
  return {
    ...anyObjects(connection),

    async can({ verb, group, resource, namespace, name }, signal) {
      const body = new V1SelfSubjectAccessReview();
      body.spec = new V1SelfSubjectAccessReviewSpec();
      body.spec.resourceAttributes = Object.assign(new V1ResourceAttributes(), {
        ...{ verb, group, resource, namespace, name },
      });
      const { status } = await call(connection, signal, (configuration) =>
        new AuthorizationV1Api(configuration).createSelfSubjectAccessReview({ body }),
      );
      return status?.allowed ?? false;
    },

    async version(signal) {
      const { gitVersion } = await call(connection, signal, (configuration) =>
        new VersionApi(configuration).getCode(),
      );
      return bounded(gitVersion, VERSION_LIMIT);
    },

    async nodes(signal) {
      const items = await collect(connection, signal, (configuration, page) =>
        new CoreV1Api(configuration).listNode(page),
      );
      return items.map(describeNode);
    },

    async storageClasses(signal) {
      const items = await collect(connection, signal, (configuration, page) =>
        new StorageV1Api(configuration).listStorageClass(page),
      );
      return items.map(({ metadata }) => ({
        name: metadata?.name ?? '',
        isDefault: DEFAULT_CLASS.some((name) => metadata?.annotations?.[name] === 'true'),
      }));
    },

    async loadBalancers(signal) {
      const items = await collect(connection, signal, (configuration, page) =>
        new CoreV1Api(configuration).listServiceForAllNamespaces(page),
      );
      return items.filter(({ spec }) => spec?.type === 'LoadBalancer').map(describeLoadBalancer);
    },

    async volumes(signal) {
      const items = await collect(connection, signal, (configuration, page) =>
        new CoreV1Api(configuration).listPersistentVolume(page),
      );
      return items.flatMap(describeVolume);
    },

    async serviceAccountToken({ name, namespace }, signal) {
      const body = new AuthenticationV1TokenRequest();
      body.spec = new V1TokenRequestSpec();
      body.spec.audiences = []; // the API server's own
      body.spec.expirationSeconds = TOKEN_SECONDS;
      const { status } = await call(connection, signal, (configuration) =>
        new CoreV1Api(configuration).createNamespacedServiceAccountToken({ name, namespace, body }),
      );
      if (!status)
        throw new KubernetesError('other', `The API server made no token for ${namespace}/${name}.`);
      return status.token;
    },

    async secretToken({ name, namespace }, signal) {
      const { data } = await call(connection, signal, (configuration) =>
        new CoreV1Api(configuration).readNamespacedSecret({ name, namespace }),
      );
      return data?.token && Buffer.from(data.token, 'base64').toString();
    },
  };
}

function describeNode({ metadata, status }: V1Node): KubernetesNode {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  // Kubernetes fills the fields of a node that its kubelet has not described yet with empty texts.
  const architecture = bounded(status?.nodeInfo?.architecture ?? '', ARCHITECTURE_LIMIT) || undefined;
  return { name: metadata?.name ?? '', ready: ready?.status === 'True', architecture };
}

function describeLoadBalancer({ metadata, status }: V1Service): LoadBalancer {
  const hostname = status?.loadBalancer?.ingress?.[0]?.hostname;
  return { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '', hostname };
}

/** Node disks and other kinds of volumes are never deleted in EC2. */
function describeVolume({ metadata, spec }: V1PersistentVolume): readonly Volume[] {
  const volumeId = volumeIdOf(spec);
  if (volumeId === undefined) return [];
  const deletedWithClaim = spec?.persistentVolumeReclaimPolicy === 'Delete';
  return [{ name: metadata?.name ?? '', volumeId, deletedWithClaim }];
}

/**
 * Of a volume of a CSI driver, or of Kubernetes' own kind for EBS, which EKS's class `gp2` still makes and which may
 * put the zone before the ID: `aws://eu-central-1a/vol-0123`.
 * https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/
 */
function volumeIdOf(spec: V1PersistentVolumeSpec | undefined): string | undefined {
  const { driver = '', volumeHandle } = spec?.csi ?? {};
  const id = EBS_DRIVERS.includes(driver) ? volumeHandle : spec?.awsElasticBlockStore?.volumeID;
  return id?.split('/').at(-1);
}

import {
  AuthenticationV1TokenRequest,
  CoreV1Api,
  KubernetesObjectApi,
  PatchStrategy,
  StorageV1Api,
  V1TokenRequestSpec,
  type Configuration,
  type V1Node,
  type V1PersistentVolume,
  type V1Service,
} from '@kubernetes/client-node';
import { PREFIX } from '../core/naming';
import type {
  KubernetesApi,
  KubernetesNode,
  KubernetesPort,
  LoadBalancer,
  Volume,
} from '../core/ports/kubernetes';
import { KubernetesError } from '../core/ports/kubernetes';
import { connectionTo, direct, type AgentFor, type Connection } from './connection';
import { portError } from './errors';

export { configureTexts } from '../core/texts';

const TIME_LIMIT_MS = 15_000;
const TOKEN_SECONDS = 3600;
/** The add-on's, and Auto Mode's. */
const EBS_DRIVERS = ['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com'];
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Kubernetes through its client for JavaScript. */
export function createKubernetes(agentFor: AgentFor = direct): KubernetesPort {
  return { connect: (target) => kubernetesApi(connectionTo(target, agentFor)) };
}

function kubernetesApi(connect: Connection): KubernetesApi {
  return {
    async apply(object, signal) {
      const ours = object.metadata.name.startsWith(PREFIX);
      await call(connect, signal, (configuration) =>
        new KubernetesObjectApi(configuration).patch(
          // The client writes a default namespace into what it is given.
          structuredClone(object) as MutableObject,
          undefined /* pretty */,
          undefined /* dryRun */,
          PREFIX /* fieldManager */,
          ours /* force: take back what somebody else changed */,
          PatchStrategy.ServerSideApply,
        ),
      );
    },

    async nodes(signal) {
      const { items } = await call(connect, signal, (configuration) =>
        new CoreV1Api(configuration).listNode(),
      );
      return items.map(describeNode);
    },

    async storageClasses(signal) {
      const { items } = await call(connect, signal, (configuration) =>
        new StorageV1Api(configuration).listStorageClass(),
      );
      return items.map(({ metadata }) => ({
        name: metadata?.name ?? '',
        isDefault: metadata?.annotations?.[DEFAULT_CLASS] === 'true',
      }));
    },

    async loadBalancers(signal) {
      const { items } = await call(connect, signal, (configuration) =>
        new CoreV1Api(configuration).listServiceForAllNamespaces(),
      );
      return items.filter(({ spec }) => spec?.type === 'LoadBalancer').map(describeLoadBalancer);
    },

    async volumes(signal) {
      const { items } = await call(connect, signal, (configuration) =>
        new CoreV1Api(configuration).listPersistentVolume(),
      );
      return items.flatMap(describeVolume);
    },

    async serviceAccountToken({ name, namespace }, signal) {
      const body = new AuthenticationV1TokenRequest();
      body.spec = new V1TokenRequestSpec();
      body.spec.audiences = []; // the API server's own
      body.spec.expirationSeconds = TOKEN_SECONDS;
      const { status } = await call(connect, signal, (configuration) =>
        new CoreV1Api(configuration).createNamespacedServiceAccountToken({ name, namespace, body }),
      );
      if (!status)
        throw new KubernetesError('other', `The API server made no token for ${namespace}/${name}.`);
      return status.token;
    },

    async secretToken({ name, namespace }, signal) {
      const { data } = await call(connect, signal, (configuration) =>
        new CoreV1Api(configuration).readNamespacedSecret({ name, namespace }),
      );
      return data?.token && Buffer.from(data.token, 'base64').toString();
    },
  };
}

type MutableObject = Parameters<KubernetesObjectApi['patch']>[0];

/** One call: fails in the port's terms, with the signal's reason once aborted, or as unreachable when time is up. */
async function call<T>(
  connect: Connection,
  signal: AbortSignal,
  request: (configuration: Configuration) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    return await request(connect(AbortSignal.any([signal, limit])));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) {
      const message = `The API server did not answer within ${TIME_LIMIT_MS / 1000} seconds.`;
      throw new KubernetesError('unreachable', message, { cause: error });
    }
    throw portError(error);
  }
}

function describeNode({ metadata, status }: V1Node): KubernetesNode {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return { name: metadata?.name ?? '', ready: ready?.status === 'True' };
}

function describeLoadBalancer({ metadata, status }: V1Service): LoadBalancer {
  const hostname = status?.loadBalancer?.ingress?.[0]?.hostname;
  return { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '', hostname };
}

/** That of a node's or another kind of disk is nobody's to delete in EC2. */
function describeVolume({ metadata, spec }: V1PersistentVolume): readonly Volume[] {
  const { driver = '', volumeHandle } = spec?.csi ?? {};
  if (volumeHandle === undefined || !EBS_DRIVERS.includes(driver)) return [];
  const deletedWithClaim = spec?.persistentVolumeReclaimPolicy === 'Delete';
  return [{ name: metadata?.name ?? '', volumeId: volumeHandle, deletedWithClaim }];
}

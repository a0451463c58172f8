import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { simulatedClock, type SimulatedClock } from '../clock';
import type { ClusterAccess, KubernetesApi as ClusterKubernetesApi } from '../simulated-aws';
import { bearerToken } from './authentication';
import { issueCertificates } from './certificates';
import type { Cluster } from './cluster';
import { startControllers } from './controllers';
import { createDefaultObjects, createDriver, createLegacyStorageClass } from './default-objects';
import type { ApiRequest } from './exchange';
import { listen, readRequest, refuseUpgrade, requestOf, writeAnswer } from './http';
import { TokenSigner } from './json-web-token';
import { Kubelets } from './kubelet/kubelet';
import type { Runtime } from './kubelet/runtime';
import { simulatedRuntime } from './kubelet/simulated-runtime';
import { installMetrics } from './metrics';
import { NODES, onUnscheduledPod, registerNode, reportNodeReady } from './nodes';
import { faultOutcome, outcomeOf, type Fault, type Outcome } from './outcome';
import { RecentTokens } from './recent-tokens';
import { serve, serveStream } from './serve';
import { ObjectStore } from './store';

/** A request that was answered, for tests and for the sandbox's log. */
interface ServedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly username?: string;
  readonly code: number;
  /** Why the caller was not let in; it was told only `Unauthorized`. */
  readonly refusal?: string;
}

/** The API server of one simulated cluster. */
export interface KubernetesApi extends ClusterKubernetesApi {
  readonly store: ObjectStore;
  readonly requests: readonly ServedRequest[];
  /** Every token that it issued or was shown, all of which it accepts. */
  readonly tokens: () => readonly string[];
  /** Lets requests fail for which `fault` returns one, until the returned function is called. */
  injectFault(fault: (request: ApiRequest) => Fault | undefined): () => void;
}

/** Starts the API server of a cluster on the loopback interface, with a certificate authority of its own. */
export async function startKubernetesApi(options: {
  clusterName: string;
  version: string;
  /** A cluster in EKS Auto Mode has no storage class at first. */
  autoMode?: boolean;
  access: ClusterAccess;
  port?: number;
  /** The host of its endpoint, for clients that reach the loopback interface by another name. */
  host?: string;
  /** What its controllers and kubelets wait by; the machine's time unless given. */
  clock?: SimulatedClock;
  /** What runs its containers; they are simulated unless given. */
  runtime?: Runtime;
  /** What AWS makes for it, such as load balancers, comes by this one. */
  cloud?: SimulatedClock;
}): Promise<KubernetesApi> {
  const clock = options.clock ?? simulatedClock(1);
  const now = () => clock.now();
  const host = options.host ?? '127.0.0.1';
  const certificates = await issueCertificates(Date.now(), host);
  const cluster: Cluster = {
    name: options.clusterName,
    version: options.version,
    access: options.access,
    store: new ObjectStore(),
    signer: new TokenSigner(),
    recentTokens: new RecentTokens(now),
    lifeOf: (pod) => kubelets.lifeOf(pod),
    ca: certificates.ca,
    clock,
    cloud: options.cloud ?? clock,
    now,
  };
  const kubelets = new Kubelets(cluster, options.runtime ?? simulatedRuntime(clock));
  const stopControllers = startControllers(cluster);
  createDefaultObjects(cluster.store, now());
  if (options.autoMode === true) createDriver(cluster.store, 'ebs.csi.eks.amazonaws.com', now());
  else createLegacyStorageClass(cluster.store, now());

  const requests: ServedRequest[] = [];
  const shown = new Set<string>();
  const faults = new Set<(request: ApiRequest) => Fault | undefined>();
  const server = createServer({ key: certificates.privateKey, cert: certificates.certificate });
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    // A request that cannot be read, such as one that its client gave up, gets no answer.
    answer(message, response).catch(() => response.destroy());
  });
  const sockets = new Set<Duplex>();
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    upgrade(message, socket, head).catch(() => socket.destroy());
  });
  await listen(server, options.port ?? 0);

  /** A fault that was injected for a request; its token is remembered. */
  function faultOf(request: ApiRequest): Fault | undefined {
    const token = bearerToken(request.headers.authorization);
    if (token !== undefined) shown.add(token);
    return [...faults].map((injected) => injected(request)).find((found) => found !== undefined);
  }

  function record({ method, path, query }: ApiRequest, { answer, username, refusal }: Outcome): void {
    const url = query.size > 0 ? `${path}?${query.toString()}` : path;
    const code = answer === undefined ? 101 : 'code' in answer ? answer.code : 200;
    requests.push({ method, url, username, code, refusal });
  }

  async function upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const request = requestOf(message, Buffer.alloc(0));
    const fault = faultOf(request);
    if (fault?.kind === 'disconnect') {
      socket.destroy();
      return;
    }
    const outcome = fault
      ? faultOutcome(fault.code)
      : await outcomeOf(cluster, request, (user) =>
          serveStream(cluster, user, { request, message, socket, head }),
        );
    record(request, outcome);
    if (outcome.answer) refuseUpgrade(outcome.answer, socket);
  }

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const fault = faultOf(request);
    if (fault?.kind === 'disconnect') {
      response.destroy();
      return;
    }
    const outcome = fault
      ? faultOutcome(fault.code)
      : await outcomeOf(cluster, request, (user) => serve(cluster, user, request));
    record(request, outcome);
    if (outcome.answer) writeAnswer(outcome.answer, response);
  }

  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `https://${host}:${port}`,
    caData: Buffer.from(certificates.ca).toString('base64'),
    store: cluster.store,
    requests,
    tokens: () => [...new Set([...cluster.signer.issued, ...shown])],
    injectFault(fault) {
      faults.add(fault);
      return () => faults.delete(fault);
    },
    addNode: (name, node) => registerNode(cluster, name, node),
    setNodeReady: (name) => reportNodeReady(cluster, name),
    onWaitingPod: (listener) => onUnscheduledPod(cluster.store, listener),
    addDriver: (name) => createDriver(cluster.store, name, now()),
    installMetrics: () => installMetrics(cluster),
    removeNode: (name) => void cluster.store.remove(NODES, { name }),
    async stop() {
      if (!server.listening) return;
      stopControllers();
      kubelets.stop();
      server.closeAllConnections();
      sockets.forEach((socket) => socket.destroy());
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

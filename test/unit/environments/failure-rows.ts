import { about, at, crashLoop, event, pod, replicaSet, waiting, type PodParts } from './recorded';

/** What was recorded, and what is to be said of it. */
export interface FailureCase {
  readonly code: string;
  /** Of the first sentence. */
  readonly says: RegExp;
  readonly objects: readonly unknown[];
  /** The end of the container's log. */
  readonly log?: string;
}

const web = (parts: PodParts, ...events: readonly unknown[]) => [replicaSet(), pod(parts), ...events];
const unready = (container: object, since = 120) => ({
  container: container as Record<string, unknown>,
  status: { phase: 'Running' },
  state: { started: true, state: { running: { startedAt: at(since) } } },
});

const refused = (message: string, reason = 'FailedCreate') => [
  replicaSet(1, { conditions: [{ type: 'ReplicaFailure', status: 'True', reason, message }] }),
];

/** The API server refuses the pods: conditions of ReplicaSets of Kubernetes 1.35. */
const CREATION: readonly FailureCase[] = [
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

const unscheduled = (message: string, ...events: readonly unknown[]) =>
  web(
    {
      spec: { nodeName: undefined },
      status: {
        containerStatuses: undefined,
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            lastTransitionTime: at(120),
            message,
          },
        ],
      },
    },
    event('FailedScheduling', message),
    ...events,
  );

/** kube-scheduler 1.30 to 1.35. */
const SCHEDULING: readonly FailureCase[] = [
  { code: 'no-nodes', says: /has no nodes/, objects: unscheduled('no nodes available to schedule pods') },
  {
    code: 'nodes-not-ready',
    says: /nodes of the cluster are not ready/,
    objects: unscheduled(
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ),
  },
  {
    code: 'no-room',
    says: /^No node has enough cpu left/,
    objects: unscheduled(
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    ),
  },
  {
    code: 'too-many-pods',
    says: /as many pods as it may/,
    objects: unscheduled(
      '0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ),
  },
  {
    code: 'too-many-volumes',
    says: /as many volumes/,
    objects: unscheduled('0/1 nodes are available: 1 node(s) exceed max volume count.'),
  },
  {
    code: 'volume-zone',
    says: /Availability Zone/,
    objects: unscheduled('0/2 nodes are available: 2 node(s) had volume node affinity conflict.'),
  },
  {
    code: 'taints',
    says: /taint dedicated: gpu/,
    objects: unscheduled('0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}.'),
  },
  {
    code: 'node-selector',
    says: /labels that the workload selects/,
    objects: unscheduled("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."),
  },
  {
    code: 'pod-affinity',
    says: /affinity or spread rules/,
    objects: unscheduled("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules."),
  },
  {
    code: 'host-port',
    says: /host port/,
    objects: unscheduled(
      "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    ),
  },
  {
    code: 'cordoned',
    says: /cordoned/,
    objects: unscheduled('0/1 nodes are available: 1 node(s) were unschedulable.'),
  },
  {
    code: 'unschedulable',
    says: /^No node takes the pod/,
    objects: unscheduled('0/1 nodes are available: 1 node(s) had a strange mood.'),
  },
];

const claim = (phase: string) => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop', uid: 'claim-data', creationTimestamp: at(300) },
  status: { phase },
});
const onClaim = about('PersistentVolumeClaim', 'data', 'claim-data');
const claiming = (phase: string | undefined, ...events: readonly unknown[]) => [
  ...web({
    spec: { nodeName: undefined, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    status: {
      containerStatuses: undefined,
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          lastTransitionTime: at(120),
          message: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
        },
      ],
    },
  }),
  ...(phase === undefined ? [] : [claim(phase)]),
  ...events,
];

/** Volumes: the events of Kubernetes' controllers and of external-provisioner. */
const CLAIMS: readonly FailureCase[] = [
  {
    code: 'no-storage-class',
    says: /data names no storage class/,
    objects: claiming(
      'Pending',
      event(
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
        onClaim,
      ),
    ),
  },
  {
    code: 'storage-class-missing',
    says: /storage class fast, which does not exist/,
    objects: claiming(
      'Pending',
      event('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', onClaim),
    ),
  },
  {
    code: 'volume-denied',
    says: /not allowed to create the volume/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": rpc error: code = Internal desc = Could not create volume "pvc-1": could not create volume in EC2: operation error EC2: CreateVolume, https response error StatusCode: 403, api error UnauthorizedOperation: You are not authorized to perform this operation.',
        onClaim,
      ),
    ),
  },
  {
    code: 'volume-limit',
    says: /has no room for the volume/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": rpc error: api error VolumeLimitExceeded: You have exceeded your maximum gp3 storage limit',
        onClaim,
      ),
    ),
  },
  {
    code: 'volume-failed',
    says: /could not be created/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": error generating accessibility requirements: no topology key found on CSINode',
        onClaim,
      ),
    ),
  },
  {
    code: 'storage-driver-missing',
    says: /^The storage driver ebs.csi.aws.com does not create/,
    objects: claiming(
      'Pending',
      event(
        'ExternalProvisioning',
        "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
        onClaim,
      ),
    ),
  },
  { code: 'volume-lost', says: /no longer exists/, objects: claiming('Lost') },
  { code: 'claim-missing', says: /^There is no volume claim data/, objects: claiming(undefined) },
];

const creating = (reason: string, message: string) =>
  web({ state: waiting('ContainerCreating') }, event(reason, message));

/** The kubelet, before any container. */
const SETUP: readonly FailureCase[] = [
  {
    code: 'mounted-object-missing',
    says: /mounts the Secret tls/,
    objects: creating('FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "tls" not found'),
  },
  {
    code: 'mounted-object-missing',
    says: /mounts the ConfigMap conf/,
    objects: creating(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : configmap "conf" not found',
    ),
  },
  {
    code: 'mounted-key-missing',
    says: /mounts the key nginx.conf/,
    objects: creating(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : configmap references non-existent config key: nginx.conf',
    ),
  },
  {
    code: 'volume-in-use',
    says: /pvc-1 is still attached/,
    objects: creating(
      'FailedAttachVolume',
      'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-v0-b',
    ),
  },
  {
    code: 'no-addresses',
    says: /no IP address left/,
    objects: creating(
      'FailedCreatePodSandBox',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
    ),
  },
  {
    code: 'network-plugin',
    says: /cannot give the pod a network/,
    objects: creating(
      'NetworkNotReady',
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ),
  },
  {
    code: 'volume-attach',
    says: /cannot be mounted/,
    objects: creating(
      'FailedAttachVolume',
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1"',
    ),
  },
  {
    code: 'sandbox',
    says: /cannot set up the pod/,
    objects: creating('FailedCreatePodSandBox', 'Failed to create pod sandbox: strange'),
  },
];

const NAME =
  'failed to pull and unpack image "registry.example/web:1": failed to resolve reference "registry.example/web:1"';
const backOff = (why: string, reason = 'ImagePullBackOff') =>
  web({
    state: waiting(
      reason,
      `Back-off pulling image "registry.example/web:1": ErrImagePull: rpc error: code = Unknown desc = ${NAME}: ${why}`,
    ),
  });

/** containerd 1.7 and 2.1, of Amazon ECR, Docker Hub and others. */
const IMAGES: readonly FailureCase[] = [
  {
    code: 'image-missing',
    says: /^The image registry.example\/web:1 is not in the registry/,
    objects: backOff('registry.example/web:1: not found'),
  },
  {
    // Kubelets before 1.32 say it in an event alone.
    code: 'image-missing',
    says: /is not in the registry/,
    objects: web(
      { state: waiting('ImagePullBackOff', 'Back-off pulling image "registry.example/web:1"') },
      event('BackOff', 'Back-off pulling image "registry.example/web:1"'),
      event('Failed', 'Error: ErrImagePull', { lastTimestamp: at(20) }),
      event(
        'Failed',
        `Failed to pull image "registry.example/web:1": rpc error: code = NotFound desc = ${NAME}: registry.example/web:1: not found`,
        { lastTimestamp: at(20) },
      ),
    ),
  },
  {
    code: 'image-missing',
    says: /is not in the registry/,
    objects: backOff(
      "unexpected status: 404: name unknown: The repository with name 'web' does not exist in the registry with id '1'",
    ),
  },
  {
    code: 'image-denied',
    says: /not allowed to pull/,
    objects: backOff(
      'unexpected status from HEAD request to https://registry.example/v2/web/manifests/1: 403 Forbidden',
    ),
  },
  {
    code: 'image-denied',
    says: /not allowed to pull/,
    objects: backOff(
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ),
  },
  { code: 'image-denied', says: /not allowed to pull/, objects: backOff('no basic auth credentials') },
  {
    code: 'image-rate-limit',
    says: /too many images/,
    objects: backOff(
      '429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    ),
  },
  {
    code: 'image-platform',
    says: /platform of the nodes/,
    objects: backOff('no match for platform in manifest: not found'),
  },
  {
    code: 'image-certificate',
    says: /do not trust the registry/,
    objects: backOff(
      'failed to do request: Head "https://registry.example/v2/web/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
  },
  {
    code: 'image-disk',
    says: /no disk space/,
    objects: backOff('write /var/lib/containerd/io.containerd.content: no space left on device'),
  },
  {
    code: 'image-unreachable',
    says: /do not reach the registry of registry.example\/web:1: dial tcp 10.0.0.1:443: i\/o timeout\.$/,
    objects: backOff(
      'failed to do request: Head "https://registry.example/v2/web/manifests/1": dial tcp 10.0.0.1:443: i/o timeout',
    ),
  },
  {
    code: 'image-failed',
    says: /cannot be pulled/,
    objects: backOff('unexpected status: 500 Internal Server Error'),
  },
  {
    code: 'image-name',
    says: /not the name of an image/,
    objects: web({
      state: waiting(
        'InvalidImageName',
        'Failed to apply default image tag "UPPER": couldn\'t parse image name "UPPER": invalid reference format: repository name must be lowercase',
      ),
    }),
  },
  {
    code: 'image-never-pulled',
    says: /does not let it be pulled/,
    objects: web({
      state: waiting(
        'ErrImageNeverPull',
        'Container image "registry.example/web:1" is not present with pull policy of Never',
      ),
    }),
  },
];

const misconfigured = (message: string) =>
  web({ state: waiting('CreateContainerConfigError', message) }, event('Failed', `Error: ${message}`));

const CONFIGURATION: readonly FailureCase[] = [
  {
    code: 'secret-missing',
    says: /needs the Secret web-config/,
    objects: misconfigured('secret "web-config" not found'),
  },
  {
    code: 'config-map-missing',
    says: /needs the ConfigMap web/,
    objects: misconfigured('configmap "web" not found'),
  },
  {
    code: 'key-missing',
    says: /^The Secret web-config has no key DATABASE_URL\.$/,
    objects: misconfigured("couldn't find key DATABASE_URL in Secret shop/web-config"),
  },
  {
    code: 'runs-as-root',
    says: /forbids root/,
    objects: misconfigured(
      'container has runAsNonRoot and image will run as root (pod: "web-v1-a_shop(1)", container: web)',
    ),
  },
  {
    code: 'configuration',
    says: /cannot be configured/,
    objects: misconfigured('failed to prepare subPath for volumeMount "x" of container "web"'),
  },
];

const OCI =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';
const startError = (message: string) =>
  web({
    status: { phase: 'Running' },
    state: crashLoop({ exitCode: 128, reason: 'StartError', message: OCI + message }),
  });

const STARTS: readonly FailureCase[] = [
  {
    code: 'command-not-found',
    says: /start command serve is not in the image/,
    objects: startError('exec: "serve": executable file not found in $PATH: unknown'),
  },
  {
    code: 'command-not-found',
    says: /start command \/srv\/app is not/,
    objects: startError('exec: "/srv/app": stat /srv/app: no such file or directory: unknown'),
  },
  {
    code: 'command-not-executable',
    says: /run.sh cannot be executed/,
    objects: startError('exec: "/run.sh": permission denied: unknown'),
  },
  {
    code: 'wrong-architecture',
    says: /another architecture/,
    objects: startError('exec /app: exec format error'),
  },
  {
    code: 'no-command',
    says: /has no start command/,
    objects: web(
      {
        state: waiting(
          'CreateContainerError',
          'failed to generate container "1" spec: failed to generate spec: no command specified',
        ),
      },
      event('Failed', 'Error: no command specified'),
    ),
  },
  {
    code: 'start',
    says: /does not start: context deadline exceeded/,
    objects: web(
      { state: waiting('CreateContainerError', 'context deadline exceeded') },
      event('Failed', 'Error: context deadline exceeded'),
    ),
  },
];

const crashing = (terminated: object, container: object = {}) =>
  web({
    container: container as Record<string, unknown>,
    status: { phase: 'Running' },
    state: crashLoop(terminated as Record<string, unknown>),
  });

const CRASHES: readonly FailureCase[] = [
  {
    code: 'crash',
    says: /^The container web exited with code 1 after 5 s\.$/,
    objects: crashing({}),
    log: 'Error: DATABASE_URL is not set',
  },
  {
    code: 'out-of-memory',
    says: /more memory than its limit of 128Mi/,
    objects: crashing({ exitCode: 137, reason: 'OOMKilled' }, { resources: { limits: { memory: '128Mi' } } }),
  },
  { code: 'ends-at-once', says: /ends by itself/, objects: crashing({ exitCode: 0, reason: 'Completed' }) },
  { code: 'command-not-found', says: /exit code 127/, objects: crashing({ exitCode: 127 }) },
  {
    code: 'wrong-architecture',
    says: /another architecture/,
    objects: crashing({ exitCode: 255 }),
    log: 'exec /usr/local/bin/docker-entrypoint.sh: exec format error',
  },
  { code: 'killed', says: /exit code 137/, objects: crashing({ exitCode: 137 }) },
  { code: 'segmentation-fault', says: /segmentation fault/, objects: crashing({ exitCode: 139 }) },
  { code: 'terminated', says: /asked to end/, objects: crashing({ exitCode: 143 }) },
  {
    code: 'init-container-failed',
    says: /init container migrate exited with code 2/,
    objects: web({
      spec: { initContainers: [{ name: 'migrate', image: 'registry.example/web:1' }] },
      state: waiting('PodInitializing'),
      status: { initContainerStatuses: [{ name: 'migrate', ...crashLoop({ exitCode: 2 }) }] },
    }),
  },
];

const http = { path: '/', port: 5000, scheme: 'HTTP' };
const probing = (message: string, log?: string): Omit<FailureCase, 'code' | 'says'> => ({
  objects: web(
    unready({ readinessProbe: { httpGet: http } }),
    event('Unhealthy', `Readiness probe failed: ${message}`),
  ),
  log,
});
const REFUSED = 'Get "http://10.0.0.5:5000/": dial tcp 10.0.0.5:5000: connect: connection refused';

const PROBES: readonly FailureCase[] = [
  { code: 'nothing-listens', says: /^Nothing is listening on port 5000\.$/, ...probing(REFUSED) },
  {
    code: 'nothing-listens',
    says: /The log mentions port 3000\.$/,
    ...probing(REFUSED, 'Server listening on http://localhost:3000'),
  },
  {
    code: 'nothing-listens',
    says: /127\.0\.0\.1 only/,
    ...probing(REFUSED, 'Listening on http://127.0.0.1:5000'),
  },
  {
    code: 'probe-status',
    says: /answers \/ with HTTP status 404/,
    ...probing('HTTP probe failed with statuscode: 404'),
  },
  {
    code: 'probe-scheme',
    says: /HTTP or HTTPS/,
    ...probing('Get "https://10.0.0.5:5000/": http: server gave HTTP response to HTTPS client'),
  },
  {
    code: 'probe-timeout',
    says: /does not answer on port 5000 in time/,
    ...probing(
      'Get "http://10.0.0.5:5000/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ),
  },
  {
    code: 'probe-failed',
    says: /probe of the container fails/,
    ...probing("cat: can't open '/tmp/healthy': No such file or directory"),
  },
  {
    code: 'nothing-listens',
    says: /^Nothing is listening on port 5000\.$/,
    objects: web(
      {
        container: { startupProbe: { tcpSocket: { port: 5000 }, periodSeconds: 2, failureThreshold: 30 } },
        status: { phase: 'Running' },
        state: crashLoop({ exitCode: 137 }),
      },
      event('Killing', 'Container web failed startup probe, will be restarted'),
      event('Unhealthy', 'Startup probe failed: dial tcp 10.0.0.5:5000: connect: connection refused'),
    ),
  },
  {
    code: 'probe-status',
    says: /HTTP status 500/,
    objects: web(
      {
        container: { livenessProbe: { httpGet: http } },
        status: { phase: 'Running' },
        state: crashLoop({ exitCode: 143 }),
      },
      event('Killing', 'Container web failed liveness probe, will be restarted'),
      event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500'),
    ),
  },
];

const ended = (reason: string, message: string) =>
  web({ status: { phase: 'Failed', reason, message, containerStatuses: undefined } });

const ENDED: readonly FailureCase[] = [
  {
    code: 'evicted',
    says: /low on resource: memory/,
    objects: ended('Evicted', 'The node was low on resource: memory.'),
  },
  {
    code: 'pod-deadline',
    says: /activeDeadlineSeconds/,
    objects: ended('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
  },
  {
    code: 'node-gone',
    says: /went away/,
    objects: ended('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
  },
  {
    code: 'pod-rejected',
    says: /\(OutOfcpu\)/,
    objects: ended(
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 1000, used: 1900, capacity: 2000",
    ),
  },
];

/** Every row of the catalogue of pods, with what Kubernetes shows then. */
export const FAILURE_CASES: readonly FailureCase[] = [
  ...[...CREATION, ...CLAIMS, ...SCHEDULING, ...SETUP, ...IMAGES, ...CONFIGURATION],
  ...[...STARTS, ...CRASHES, ...PROBES, ...ENDED],
];

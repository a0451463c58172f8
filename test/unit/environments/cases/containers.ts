import { crashLoop, event, waiting } from '../recorded';
import { type FailureCase, web } from './case';

const misconfigured = (message: string) =>
  web({ state: waiting('CreateContainerConfigError', message) }, event('Failed', `Error: ${message}`));

export const CONFIGURATION_CASES: readonly FailureCase[] = [
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

export const STARTS_CASES: readonly FailureCase[] = [
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

export const CRASHES_CASES: readonly FailureCase[] = [
  {
    code: 'crash',
    says: /^The container web exited with code 1 after 5 sec\.$/,
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

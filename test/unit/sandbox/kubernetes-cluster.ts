import { request as httpsRequest } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import { simulatedClock, type SimulatedClock } from '../../sandbox/clock';
import type { ClusterAccess, KubernetesUser } from '../../sandbox/simulated-aws';
import { SteppedClock } from '../../fakes/stepped-clock';
import type { Runtime } from '../../sandbox/kubernetes/kubelet/runtime';
import { fieldsAt, type Fields } from '../../sandbox/kubernetes/objects';
import { startKubernetesApi, type KubernetesApi } from '../../sandbox/kubernetes/server';

export const STS_ORIGIN = 'http://127.0.0.1:4566';
export const ADMIN_ROLE = 'arn:aws:iam::111122223333:role/Admin';
const DEVELOPER_ROLE = 'arn:aws:iam::111122223333:role/Developer';

const ROLES: Readonly<Record<string, string>> = { AKIAADMIN: ADMIN_ROLE, AKIADEVELOPER: DEVELOPER_ROLE };

/** An STS that knows two access keys, and the access entries of a cluster. */
function fakeAccess(entries: ReadonlyMap<string, KubernetesUser>): ClusterAccess {
  return {
    stsOrigin: STS_ORIGIN,
    authenticate({ url, clusterName }) {
      const [accessKey = ''] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
      const principalArn = clusterName === 'demo' ? ROLES[accessKey] : undefined;
      return Promise.resolve(principalArn ? { principalArn, sessionName: 'ann@example.com' } : undefined);
    },
    accessEntry: (principalArn) => entries.get(principalArn),
  };
}

export const ADMIN_ENTRY: KubernetesUser = {
  username: 'arn:aws:sts::111122223333:assumed-role/Admin/{{SessionName}}',
  groups: [],
  clusterAdmin: true,
};
const DEVELOPER_ENTRY: KubernetesUser = {
  username: 'developer',
  groups: ['developers'],
  clusterAdmin: false,
};

/** A token as our own code and the AWS CLI make it, with `change` made to its URL before it is encoded. */
export function eksToken(signedAt: number, change: (url: URL) => URL | string = (url) => url): string {
  const url = new URL(`${STS_ORIGIN}/`);
  const parameters = {
    Action: 'GetCallerIdentity',
    Version: '2011-06-15',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAADMIN/20261122/eu-central-1/sts/aws4_request',
    'X-Amz-Date': new Date(signedAt).toISOString().replace(/[-:]|\.\d+/g, ''),
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    'X-Amz-Signature': 'f'.repeat(64),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return `k8s-aws-v1.${Buffer.from(String(change(url))).toString('base64url')}`;
}

export function developerToken(signedAt: number): string {
  return eksToken(signedAt, (url) => {
    url.searchParams.set('X-Amz-Credential', 'AKIADEVELOPER/20261122/eu-central-1/sts/aws4_request');
    return url;
  });
}

export interface Reply {
  readonly code: number;
  /** All `Warning` headers. */
  readonly warning?: string;
  readonly body: Fields;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A bearer token, or `none`; the administrator's unless given. */
  readonly token?: string;
  readonly contentType?: string;
  readonly body?: Fields | string | Buffer;
}

/** A running simulated cluster, and a way to call it. */
export interface TestCluster<C extends SimulatedClock = SteppedClock> {
  readonly api: KubernetesApi;
  readonly entries: Map<string, KubernetesUser>;
  /** The cluster's clock; tests let its time pass. */
  readonly clock: C;
  adminToken(): string;
  call(path: string, call?: Call): Promise<Reply>;
  stop(): Promise<void>;
}

export function startCluster(version = '1.35'): Promise<TestCluster> {
  return startClusterBy(new SteppedClock(Date.now()), version);
}

/** A cluster for programs that wait by a clock of their own: time passes in it, so many times as fast. */
export function startRunningCluster(speed: number, runtime?: Runtime): Promise<TestCluster<SimulatedClock>> {
  return startClusterBy(simulatedClock(speed), '1.35', runtime);
}

async function startClusterBy<C extends SimulatedClock>(
  clock: C,
  version: string,
  runtime?: Runtime,
): Promise<TestCluster<C>> {
  const entries = new Map([
    [ADMIN_ROLE, ADMIN_ENTRY],
    [DEVELOPER_ROLE, DEVELOPER_ENTRY],
  ]);
  const api = await startKubernetesApi({
    clusterName: 'demo',
    version,
    access: fakeAccess(entries),
    clock,
    ...(runtime && { runtime }),
  });
  const adminToken = (): string => eksToken(clock.now());
  return {
    api,
    entries,
    clock,
    adminToken,
    call: (path, call = {}) => send(api, path, { token: adminToken(), ...call }),
    stop: () => api.stop(),
  };
}

/** Reads the lines of a watch until `enough` of them have come. */
export async function watchUntil(
  cluster: TestCluster<SimulatedClock>,
  path: string,
  enough: (events: readonly Fields[]) => boolean,
): Promise<readonly Fields[]> {
  const events: Fields[] = [];
  return new Promise((resolve, reject) => {
    const outgoing = open(cluster.api, path, { token: cluster.adminToken() }, (incoming) => {
      let rest = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        events.push(...lines.map((line) => JSON.parse(line) as Fields));
        if (!enough(events)) return;
        resolve(events);
        outgoing.destroy();
      });
      incoming.on('end', () => resolve(events));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** `ADDED default`, for each event of a watch. */
export function summaries(events: readonly Fields[]): string[] {
  return events.map((event) => `${String(event.type)} ${nameOf(fieldsAt(event, 'object'))}`);
}

function nameOf(object: Fields): string {
  return String(fieldsAt(object, 'metadata').name);
}

/** The names in a list. */
export function namesIn({ body }: Reply): string[] {
  return (body.items as Fields[]).map(nameOf);
}

function send(api: KubernetesApi, path: string, call: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = open(api, path, call, (incoming) => {
      void readText(incoming).then((text) => {
        const isJson = incoming.headers['content-type'] === 'application/json';
        const body = isJson ? (JSON.parse(text) as Fields) : { text };
        const { warning } = incoming.headers;
        resolve({ code: incoming.statusCode ?? 0, ...(warning !== undefined && { warning }), body });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(bytesOf(call.body));
  });
}

function bytesOf(body: Call['body']): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : body ? JSON.stringify(body) : '');
}

function open(
  api: KubernetesApi,
  path: string,
  { method = 'GET', token, contentType = 'application/json', body }: Call,
  onResponse: Parameters<typeof httpsRequest>[2],
): ReturnType<typeof httpsRequest> {
  return httpsRequest(
    new URL(path, api.endpoint),
    {
      method,
      ca: Buffer.from(api.caData, 'base64'),
      agent: false,
      headers: {
        'User-Agent': 'unit-test/1.0',
        ...(token !== 'none' && token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': contentType, 'Content-Length': bytesOf(body).length }),
      },
    },
    onResponse,
  );
}

import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { TestCluster } from '../../../kubernetes/cluster';
import { MERGE, STRATEGIC } from '../../../kubernetes/probes/probe';
import { fieldsAt, listAt, textAt, type Fields } from '../../../sandbox/kubernetes/objects';

const NAMESPACE = 'lives';
const CORE = `/api/v1/namespaces/${NAMESPACE}`;
const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;
const WEB = `${APPS}/deployments/web`;
const NODE = 'somewhere';
const LOOKS = 200;

/** What controllers do, on whichever cluster: real ones make the same objects of a deployment as ours. */
describe('A deployment on a cluster', () => {
  let cluster: TestCluster;

  before(async function () {
    this.timeout(60_000);
    cluster = await TestCluster.take();
    await create('/api/v1/nodes', { metadata: { name: NODE } });
    await create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    await until(
      'the account',
      async () => (await read(`${CORE}/serviceaccounts/default`)).kind === 'ServiceAccount',
    );
    const labels = { app: 'web' };
    const containers = [{ name: 'web', image: 'registry.example/web:1', ports: [{ containerPort: 8080 }] }];
    await create(`${CORE}/services`, {
      metadata: { name: 'web' },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    });
    await create(`${APPS}/deployments`, {
      metadata: { name: 'web', annotations: { team: 'shop' } },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    });
  });

  after(async () => {
    await send('DELETE', `${WEB}?propagationPolicy=Background`);
    for (const pod of await list(`${CORE}/pods`)) await send('DELETE', `${pathOf(pod)}?gracePeriodSeconds=0`);
    await send('DELETE', `/api/v1/nodes/${NODE}`);
    await cluster.release();
  });

  it('gets a ReplicaSet, and that two pods', async () => {
    await until('two pods', async () => (await list(`${CORE}/pods`)).length === 2);
    const [set = {}] = await list(`${APPS}/replicasets`);
    const metadata = fieldsAt(set, 'metadata');
    const hash = textAt(fieldsAt(metadata, 'labels'), 'pod-template-hash') ?? '';
    equal(metadata.name, `web-${hash}`);
    match(hash, /^[bcdfghjklmnpqrstvwxz2456789]+$/);
    deepEqual(fieldsAt(metadata, 'annotations'), {
      'deployment.kubernetes.io/desired-replicas': '2',
      'deployment.kubernetes.io/max-replicas': '3',
      'deployment.kubernetes.io/revision': '1',
      team: 'shop',
    });
    deepEqual(fieldsAt(fieldsAt(set, 'spec'), 'selector').matchLabels, {
      app: 'web',
      'pod-template-hash': hash,
    });
    deepEqual(ownerOf(set), { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
    for (const pod of await list(`${CORE}/pods`)) {
      const { name, generateName, labels } = fieldsAt(pod, 'metadata');
      match(String(name), new RegExp(`^web-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`));
      equal(generateName, `web-${hash}-`);
      deepEqual(labels, { app: 'web', 'pod-template-hash': hash });
      deepEqual(ownerOf(pod), { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `web-${hash}` });
      const { restartPolicy, terminationGracePeriodSeconds, dnsPolicy, serviceAccountName } = fieldsAt(
        pod,
        'spec',
      );
      deepEqual(
        [restartPolicy, terminationGracePeriodSeconds, dnsPolicy, serviceAccountName],
        ['Always', 30, 'ClusterFirst', 'default'],
      );
      equal(fieldsAt(pod, 'status').phase, 'Pending');
    }
  });

  it('is not available before its pods are ready', async () => {
    await until('progress', async () => (await conditions()).length === 2);
    await until('pods', async () => fieldsAt(await read(WEB), 'status').unavailableReplicas === 2);
    const name = await setName();
    deepEqual(await conditions(), [
      ['Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'],
      ['Progressing', 'True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`],
    ]);
    deepEqual(counts(await read(WEB)), {
      observedGeneration: 1,
      replicas: 2,
      unavailableReplicas: 2,
      updatedReplicas: 2,
    });
  });

  it('is available when its pods are', async () => {
    for (const [index, pod] of (await list(`${CORE}/pods`)).entries())
      await makeReady(pod, `10.0.9.${index + 1}`);
    await until('ready', async () => fieldsAt(await read(WEB), 'status').availableReplicas === 2);
    await until('done', async () =>
      (await conditions()).some(([, , reason]) => reason === 'NewReplicaSetAvailable'),
    );
    const name = await setName();
    deepEqual(await conditions(), [
      ['Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'],
      ['Progressing', 'True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`],
    ]);
    deepEqual(counts(await read(WEB)), {
      ...{ availableReplicas: 2, observedGeneration: 1, readyReplicas: 2, replicas: 2, updatedReplicas: 2 },
    });
  });

  it('is behind its Service', async () => {
    const selected = `/apis/discovery.k8s.io/v1/namespaces/${NAMESPACE}/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb`;
    const endpoints = async () => listAt((await list(selected))[0] ?? {}, 'endpoints');
    const areReady = async () => {
      const all = await endpoints();
      return all.length === 2 && all.every((each) => fieldsAt(each, 'conditions').ready === true);
    };
    await until('two endpoints', areReady);
    const [slice = {}] = await list(selected);
    deepEqual(
      [slice.addressType, listAt(slice, 'ports')],
      ['IPv4', [{ name: '', port: 8080, protocol: 'TCP' }]],
    );
    deepEqual((await endpoints()).flatMap(({ addresses }) => addresses as string[]).toSorted(), [
      '10.0.9.1',
      '10.0.9.2',
    ]);
  });

  it('says in events what was done', async () => {
    const name = await setName();
    deepEqual(await events('Deployment'), [
      `Normal ScalingReplicaSet: Scaled up replica set ${name} from 0 to 2`,
    ]);
    deepEqual(
      (await events('ReplicaSet')).map((event) => event.replace(/-[a-z0-9]{5}$/, '-?????')),
      [
        `Normal SuccessfulCreate: Created pod: ${name}-?????`,
        `Normal SuccessfulCreate: Created pod: ${name}-?????`,
      ],
    );
  });

  it('says why it gets no more pods where a quota is used up', async () => {
    await create(`${CORE}/resourcequotas`, { metadata: { name: 'two' }, spec: { hard: { pods: '2' } } });
    await until('a counted quota', async () => {
      const used = fieldsAt(fieldsAt(await read(`${CORE}/resourcequotas/two`), 'status'), 'used');
      return used.pods === '2';
    });
    const scaled = await send('PATCH', `${WEB}/scale`, { spec: { replicas: 3 } }, MERGE);
    deepEqual([scaled.status, fieldsAt(scaled.body as Fields, 'spec').replicas], [200, 3]);
    await until('a failure', async () => (await conditions()).some(([type]) => type === 'ReplicaFailure'));
    const [, status, reason, message] =
      (await conditions()).find(([type]) => type === 'ReplicaFailure') ?? [];
    deepEqual([status, reason], ['True', 'FailedCreate']);
    match(
      String(message),
      /^pods "web-\w+-\w{5}" is forbidden: exceeded quota: two, requested: pods=1, used: pods=2, limited: pods=2$/,
    );
    const failed = (await events('ReplicaSet')).find((event) => event.startsWith('Warning')) ?? '';
    match(
      failed,
      /^Warning FailedCreate: Error creating: pods "web-\w+-\w{5}" is forbidden: exceeded quota: two, /,
    );
    await send('PATCH', `${WEB}/scale`, { spec: { replicas: 2 } }, MERGE);
    await send('DELETE', `${CORE}/resourcequotas/two`);
  });

  it('rolls out a new template in a second ReplicaSet', async () => {
    const before = await setName();
    const image = 'registry.example/web:2';
    const patch = { spec: { template: { spec: { containers: [{ name: 'web', image }] } } } };
    equal((await send('PATCH', WEB, patch, STRATEGIC)).status, 200);
    await until('a second set', async () => (await list(`${APPS}/replicasets`)).length === 2);
    const after =
      (await list(`${APPS}/replicasets`)).find((set) => fieldsAt(set, 'metadata').name !== before) ?? {};
    const notes = fieldsAt(fieldsAt(after, 'metadata'), 'annotations');
    equal(notes['deployment.kubernetes.io/revision'], '2');
    await until('its pod', async () => fieldsAt(await read(WEB), 'status').updatedReplicas === 1);
    notEqual(fieldsAt(after, 'metadata').name, before);
    deepEqual(counts(await read(WEB)).replicas, 3);
  });

  async function send(method: 'DELETE' | 'PATCH' | 'POST', path: string, body?: Fields, headers = {}) {
    return cluster.send({ method, path, body, headers });
  }

  async function create(path: string, object: Fields): Promise<void> {
    equal((await send('POST', path, object)).status, 201);
  }

  async function read(path: string): Promise<Fields> {
    return (await cluster.send({ path })).body as Fields;
  }

  async function list(path: string): Promise<readonly Fields[]> {
    return listAt(await read(path), 'items');
  }

  async function setName(): Promise<string> {
    const sets = await list(`${APPS}/replicasets`);
    const first = sets.find(
      (set) =>
        fieldsAt(fieldsAt(set, 'metadata'), 'annotations')['deployment.kubernetes.io/revision'] === '1',
    );
    return String(fieldsAt(first ?? {}, 'metadata').name);
  }

  async function conditions(): Promise<readonly (readonly unknown[])[]> {
    return listAt(fieldsAt(await read(WEB), 'status'), 'conditions')
      .map(({ type, status, reason, message }) => [type, status, reason, message])
      .toSorted();
  }

  async function events(kind: string): Promise<readonly string[]> {
    return (await list(`${CORE}/events?fieldSelector=involvedObject.kind%3D${kind}`))
      .map(({ type, reason, message }) => `${String(type)} ${String(reason)}: ${String(message)}`)
      .toSorted();
  }

  /** What a scheduler and a kubelet tell of a pod that runs. */
  async function makeReady(pod: Fields, podIP: string): Promise<void> {
    const target = { apiVersion: 'v1', kind: 'Node', name: NODE };
    const metadata = { name: fieldsAt(pod, 'metadata').name };
    equal(
      (await send('POST', `${pathOf(pod)}/binding`, { apiVersion: 'v1', kind: 'Binding', metadata, target }))
        .status,
      201,
    );
    const lastTransitionTime = fieldsAt(pod, 'metadata').creationTimestamp;
    const types = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
    const status = {
      ...{ phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
      conditions: types.map((type) => ({ type, status: 'True', lastTransitionTime })),
    };
    equal((await send('PATCH', `${pathOf(pod)}/status`, { status }, STRATEGIC)).status, 200);
  }

  /** Looks until it is so; on a simulated cluster that takes no time. */
  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      if (await isSo()) return;
      await cluster.pass(0.1);
    }
    throw new Error(`The cluster does not come to this: ${what}.`);
  }
});

function pathOf(pod: Fields): string {
  return `${CORE}/pods/${String(fieldsAt(pod, 'metadata').name)}`;
}

function ownerOf(object: Fields): Fields {
  const { apiVersion, kind, name } = listAt(fieldsAt(object, 'metadata'), 'ownerReferences')[0] ?? {};
  return { apiVersion, kind, name };
}

function counts(object: Fields): Fields {
  const status = Object.entries(fieldsAt(object, 'status'));
  return Object.fromEntries(status.filter(([, value]) => typeof value === 'number'));
}

import { deepEqual, equal, match } from 'node:assert/strict';
import { fieldsAt, listAt, type Fields } from '../../../sandbox/kubernetes/objects';
import { deployment, DEPLOYMENTS, WorkloadCluster } from './workload-cluster';

const SERVICES = '/api/v1/namespaces/default/services';
const WEB = `${SERVICES}/web`;

describe('Services of a simulated cluster', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  const create = (spec: Fields, annotations: Fields = {}): Promise<Fields> =>
    cluster.create(SERVICES, {
      metadata: { name: 'web', annotations },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
    });
  const ingress = async (): Promise<readonly Fields[]> =>
    listAt(fieldsAt(fieldsAt(await cluster.read(WEB), 'status'), 'loadBalancer'), 'ingress');

  it('have an address of the cluster, which they keep', async () => {
    const { clusterIP } = fieldsAt(await create({}), 'spec');
    match(String(clusterIP), /^10\.100\.\d+\.\d+$/);
    await cluster.change(WEB, { metadata: { labels: { tier: 'web' } } });
    equal(fieldsAt(await cluster.read(WEB), 'spec').clusterIP, clusterIP);
  });

  it('lead to the pods that are ready', async () => {
    await create({});
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    const slices = `/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name=web`;
    const endpoints = async (): Promise<readonly Fields[]> =>
      listAt(listAt(await cluster.read(slices), 'items')[0] ?? {}, 'endpoints');
    await cluster.pass(1);
    deepEqual(
      (await endpoints()).map(({ conditions }) => conditions),
      [{ ready: false, serving: false, terminating: false }],
    );
    await cluster.pass(4);
    equal(fieldsAt((await endpoints())[0] ?? {}, 'conditions').ready, true);
    const old = await cluster.read('/api/v1/namespaces/default/endpoints/web');
    const [subset = {}] = listAt(old, 'subsets');
    equal(listAt(subset, 'addresses').length, 1);
    deepEqual(listAt(subset, 'ports'), [{ name: '', protocol: 'TCP', port: 8080 }]);
  });

  it('get a load balancer after a while, and give it back', async () => {
    await create({ type: 'LoadBalancer' });
    await cluster.pass(60);
    deepEqual(await ingress(), []);
    await cluster.pass(60);
    match(String((await ingress())[0]?.hostname), /^a[0-9a-f]{31}-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    deepEqual(await cluster.events('web'), [
      'Normal EnsuringLoadBalancer: Ensuring load balancer',
      'Normal EnsuredLoadBalancer: Ensured load balancer',
    ]);
    await cluster.cluster.call(WEB, { method: 'DELETE' });
    await cluster.pass(1);
    equal((await cluster.cluster.call(WEB)).code, 404);
  });

  it('say why they get none where no subnets are found, again and again', async () => {
    await create({ type: 'LoadBalancer' }, { 'sandbox/subnets': 'none' });
    await cluster.pass(600);
    deepEqual(await ingress(), []);
    const events = listAt(await cluster.read('/api/v1/namespaces/default/events'), 'items');
    const failed = events.find(({ reason }) => reason === 'SyncLoadBalancerFailed');
    equal(
      failed?.message,
      'Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB',
    );
    equal(Number(failed.count) > 5, true);
  });
});

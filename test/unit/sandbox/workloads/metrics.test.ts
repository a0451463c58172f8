import { deepEqual, equal, match } from 'node:assert/strict';
import { fieldsAt, listAt } from '../../../sandbox/kubernetes/objects';
import { deployment, DEPLOYMENTS, WorkloadCluster } from './workload-cluster';

const METRICS = '/apis/metrics.k8s.io/v1beta1';

describe('The metrics of a simulated cluster', () => {
  let cluster: WorkloadCluster;
  beforeEach(async () => (cluster = await WorkloadCluster.start()));
  afterEach(() => cluster.stop());

  it('are not served before metrics-server is installed', async () => {
    equal((await cluster.cluster.call(`${METRICS}/pods`)).code, 404);
    equal((await cluster.cluster.call(METRICS)).code, 404);
  });

  it('tell what pods and nodes use', async () => {
    cluster.cluster.api.installMetrics();
    await cluster.create(DEPLOYMENTS, deployment('runs:1'));
    await cluster.pass(4);
    const list = await cluster.read(`${METRICS}/namespaces/default/pods?labelSelector=app%3Dweb`);
    equal(list.kind, 'PodMetricsList');
    const [pod = {}] = listAt(list, 'items');
    const [web = {}] = listAt(pod, 'containers');
    equal(web.name, 'web');
    match(String(fieldsAt(web, 'usage').cpu), /^\d+n$/);
    match(String(fieldsAt(web, 'usage').memory), /^\d+Ki$/);
    const nodes = listAt(await cluster.read(`${METRICS}/nodes`), 'items');
    deepEqual(
      nodes.map((node) => fieldsAt(node, 'metadata').name),
      ['ip-10-0-1-10.ec2.internal'],
    );
    const served = listAt(await cluster.read(METRICS), 'resources').map(({ name }) => name);
    deepEqual(served, ['pods', 'nodes']);
  });
});

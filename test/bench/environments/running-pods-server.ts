import { container, PODS } from '../../unit/sandbox/workloads/workload-cluster';
import { startRunningCluster } from '../../unit/sandbox/kubernetes-cluster';
import { serve } from './server-process';

/** Ten seconds of the cluster are one. */
const SPEED = 10;

/** A simulated cluster whose pods run: each message makes one, `web runs:1`, which the answer waits for. */
async function main(): Promise<void> {
  const cluster = await startRunningCluster(SPEED);
  cluster.api.addNode('ip-10-0-1-7.ec2.internal', { ready: true, taints: [], labels: {} });
  const { endpoint, caData: certificateAuthority } = cluster.api;
  serve({ endpoint, certificateAuthority, token: cluster.adminToken() }, async (message) => {
    const [name = '', outcome = ''] = message.split(' ');
    const body = { metadata: { name }, spec: { containers: [container(outcome)] } };
    await cluster.call(PODS, { method: 'POST', body });
    for (;;) {
      const { status } = (await cluster.call(`${PODS}/${name}`)).body as { status?: { phase?: string } };
      if (status?.phase === 'Running') return;
      await new Promise((later) => setTimeout(later, 50));
    }
  });
}

void main();

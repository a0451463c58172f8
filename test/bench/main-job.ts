import { performance } from 'node:perf_hooks';
import { eventually } from '../e2e/eventually';
import { chooseNetwork, signIn } from '../e2e/fill-form';
import { TestWorkspace } from '../e2e/test-workspace';
import type { Row } from './row';

/** In the simulated account an hour of AWS is a minute. */
const SPEED = 60;

/** How much earlier than the end of the operation, when all nodes are ready, kubectl can be used. */
export async function mainJob(): Promise<readonly Row[]> {
  const stage = await TestWorkspace.create({ speed: SPEED });
  try {
    const workbench = await stage.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, stage.sandbox);
    await chooseNetwork(workbench, { name: 'bench', serviceRole: stage.sandbox.serviceRoleArn });
    const start = performance.now();
    await workbench.form.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
    const seconds = () => (performance.now() - start) / 1000;
    const [kubeconfig, end] = await Promise.all([
      eventually(async () => {
        await stage.read('.kube/config');
      }).then(seconds),
      workbench.notification('Cluster bench is ready').waitFor({ timeout: 180_000 }).then(seconds),
    ]);
    const comparedWith = { name: 'operation finished', value: end };
    return [
      { name: `kubeconfig after Create, at speed ${SPEED}`, unit: 's', value: kubeconfig, comparedWith },
    ];
  } finally {
    await stage.dispose();
  }
}

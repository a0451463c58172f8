import { buildHelm } from '../helm/helm';
import { startKubernetes, type RealKubernetes } from '../real-kubernetes/start';
import { takeClustersFrom } from './cluster';
import { realClusters } from './real';

let kubernetes: RealKubernetes | undefined;

/** Before the first test: mocha calls it. The clusters of all tests are real ones from now on. */
export async function mochaGlobalSetup(): Promise<void> {
  await buildHelm();
  kubernetes = await startKubernetes();
  takeClustersFrom(await realClusters(kubernetes.cluster));
}

/** After the last test. */
export async function mochaGlobalTeardown(): Promise<void> {
  await kubernetes?.stop();
}

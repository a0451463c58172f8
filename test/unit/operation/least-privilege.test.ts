import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { provisionPolicy } from '../../../src/core/policy';
import { COMPUTE_KINDS, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import type { KubernetesObject } from '../../sandbox/kubernetes/objects';
import type { KubernetesApi } from '../../sandbox/kubernetes/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import {
  assumeRoleWith,
  clusterRoleArn,
  COMPUTE,
  createCluster,
  deleteCluster,
  serviceRoleFor,
} from '../sandbox/cluster-life';

const EXPECTED: { readonly [C in Compute['kind']]: { nodes: number; provisioner: string } } = {
  managed: { nodes: 2, provisioner: 'ebs.csi.aws.com' },
  auto: { nodes: 0, provisioner: 'ebs.csi.eks.amazonaws.com' },
  'self-managed': { nodes: 2, provisioner: 'ebs.csi.aws.com' },
};

/** The default class, as the cluster has it. */
function storageClass({ aws }: Sandbox, cluster: string): KubernetesObject {
  const controlPlane = aws.eks.clusters.find(({ name }) => name === cluster)?.controlPlane;
  ok(controlPlane && 'api' in controlPlane);
  const { store } = controlPlane.api as KubernetesApi;
  const found = store.get({ group: 'storage.k8s.io', plural: 'storageclasses' }, { name: 'gp3' });
  ok(found);
  return found;
}

describe('A role with exactly the published policy', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ speed: 5000, externalId: EXTERNAL_ID });
  });

  after(() => sandbox.stop());

  for (const kind of COMPUTE_KINDS) {
    it(`creates and deletes a cluster: ${kind}`, () =>
      withAws({ variables: sandbox.env }, async () => {
        const name = `exact-${kind}`;
        const roleArn = clusterRoleArn(sandbox, `eks-exact-${kind}`);
        const policy = provisionPolicy({
          compute: [kind],
          includeDelete: true,
          serviceRole: serviceRoleFor(sandbox, kind),
          provisionRole: roleArn,
          partition: 'aws',
          accountId: sandbox.clusters.id,
          region: REGION,
        });
        const session = await assumeRoleWith(sandbox, { name: `eks-exact-${kind}`, policy });

        const { state } = await createCluster(sandbox, { session, roleArn, name, compute: COMPUTE[kind] });
        const { nodes, provisioner } = EXPECTED[kind];
        deepStrictEqual(state.kind === 'succeeded' ? state.nodesReady : state, nodes);
        strictEqual(storageClass(sandbox, name).provisioner, provisioner);

        const { status } = await deleteCluster(sandbox, { session, name });
        strictEqual(status, 'DELETE_COMPLETE');
        const left = [...sandbox.clusters.roles.keys(), ...sandbox.clusters.instanceProfiles.keys()];
        deepStrictEqual(
          left.filter((each) => each.startsWith('eks-clusters-')),
          [],
        );
      })).timeout(30_000);
  }
});

import { environmentNames, type Project } from '../../../src/core/cluster/environment-names';
import { deployment, NONE_READY, pod, replicaSet } from '../../unit/environments/recorded';

export const PROJECT: Project = { name: 'shop', origin: 'https://gitlab.example/group/shop.git' };

/** What servers add to each object, so that it is as large as a real one. */
const MANAGED_FIELDS = [
  {
    fieldsV1: Object.fromEntries(
      Array.from({ length: 60 }, (_, field) => [`f:field-${field}`, { '.': {}, 'k:{"type":"Ready"}': {} }]),
    ),
  },
];

/** Of an environment of the project. */
export function namespaceOf(environment: string): object {
  return {
    metadata: {
      name: environmentNames(PROJECT, environment).namespace,
      labels: { 'app.kubernetes.io/managed-by': 'eks-clusters', 'eks-clusters/app': 'shop' },
      annotations: { 'eks-clusters/environment': environment },
    },
  };
}

/** Healthy if it has its replicas, else rolling out. */
export function deploymentIn(namespace: string, replicas: number): object {
  const counts = {
    replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    updatedReplicas: replicas,
  };
  const status = replicas > 0 ? counts : { ...NONE_READY, replicas: 0, updatedReplicas: 0 };
  return deployment(status, { replicas: replicas || 1 }, { namespace, uid: `deployment-${namespace}` });
}

export function replicaSetIn(namespace: string, replicas: number): object {
  const made = replicaSet(1, { replicas });
  const ownerReferences = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'web',
      uid: `deployment-${namespace}`,
      controller: true,
    },
  ];
  const metadata = made['metadata'] as object;
  return { ...made, metadata: { ...metadata, namespace, uid: `set-${namespace}`, ownerReferences } };
}

export function podIn(namespace: string, index: number): object {
  const ownerReferences = [
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-v1', uid: `set-${namespace}`, controller: true },
  ];
  const uid = `${namespace}-${index}`;
  return pod({
    name: `web-v1-${index}`,
    metadata: { namespace, uid, ownerReferences, managedFields: MANAGED_FIELDS },
  });
}

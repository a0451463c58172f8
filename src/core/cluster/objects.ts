import { CLUSTER_ROLE_BINDING, SERVICE_ACCOUNT } from '../naming';
import type { KubernetesObject } from '../ports/kubernetes';
import type { Compute } from '../cluster-form/cluster-spec';

export const DEFAULT_STORAGE_CLASS = 'gp3';

/** What a service account of an environment is in its namespace. */
export const ENVIRONMENT_ROLE = 'admin';

/** What the extension has made carries it. */
export const MANAGED_LABELS = { 'app.kubernetes.io/managed-by': 'eks-clusters' } as const;

/** The account that the extension acts as in the cluster, as GitLab's `gitlab` account was. */
export const serviceAccount: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { ...SERVICE_ACCOUNT, labels: MANAGED_LABELS },
};

export const clusterRoleBinding: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: CLUSTER_ROLE_BINDING, labels: MANAGED_LABELS },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'ServiceAccount', ...SERVICE_ACCOUNT }],
};

/**
 * A long-lived token, made only where the user chose a kubeconfig that holds one: since Kubernetes 1.24 no account has
 * one by itself. The controller fills `data.token` in.
 */
export function tokenSecret(suffix: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${SERVICE_ACCOUNT.name}-token-${suffix}`,
      namespace: SERVICE_ACCOUNT.namespace,
      labels: MANAGED_LABELS,
      annotations: { 'kubernetes.io/service-account.name': SERVICE_ACCOUNT.name },
    },
    type: 'kubernetes.io/service-account-token',
  };
}

/**
 * EKS has no default class: `gp2` lacks the annotation since 1.30, and Auto Mode has no class at all, so a claim
 * without a class waits forever.
 * https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 * https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export function defaultStorageClass(compute: Compute['kind']): KubernetesObject {
  // Auto Mode brings a driver of its own, which the add-on's classes do not work with.
  return gp3StorageClass(compute === 'auto' ? AUTO_MODE_DRIVER : EBS_DRIVER);
}

/** Of the add-on `aws-ebs-csi-driver`, and of EKS Auto Mode. */
export const EBS_DRIVER = 'ebs.csi.aws.com';
export const AUTO_MODE_DRIVER = 'ebs.csi.eks.amazonaws.com';

export function gp3StorageClass(provisioner: string): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: DEFAULT_STORAGE_CLASS,
      labels: MANAGED_LABELS,
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner,
    parameters: { type: 'gp3', encrypted: 'true' },
    // The volume must be in the zone of the node that the pod is put on.
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
    reclaimPolicy: 'Delete',
  };
}

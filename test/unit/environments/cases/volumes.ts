import { about, at, event } from '../recorded';
import { type FailureCase, unscheduled, web } from './case';

const claim = (phase: string) => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop', uid: 'claim-data', creationTimestamp: at(300) },
  status: { phase },
});
const onClaim = about('PersistentVolumeClaim', 'data', 'claim-data');
const claiming = (phase: string | undefined, ...events: readonly unknown[]) => [
  ...web(
    unscheduled('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.', {
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    }),
  ),
  ...(phase === undefined ? [] : [claim(phase)]),
  ...events,
];

/** Volumes: the events of Kubernetes' controllers and of external-provisioner. */
export const CLAIMS_CASES: readonly FailureCase[] = [
  {
    code: 'no-storage-class',
    says: /data names no storage class/,
    objects: claiming(
      'Pending',
      event(
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set',
        onClaim,
      ),
    ),
  },
  {
    code: 'storage-class-missing',
    says: /storage class fast, which does not exist/,
    objects: claiming(
      'Pending',
      event('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', onClaim),
    ),
  },
  {
    code: 'volume-denied',
    says: /not allowed to create the volume/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": rpc error: code = Internal desc = Could not create volume "pvc-1": could not create volume in EC2: operation error EC2: CreateVolume, https response error StatusCode: 403, api error UnauthorizedOperation: You are not authorized to perform this operation.',
        onClaim,
      ),
    ),
  },
  {
    code: 'volume-limit',
    says: /has no room for the volume/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": rpc error: api error VolumeLimitExceeded: You have exceeded your maximum gp3 storage limit',
        onClaim,
      ),
    ),
  },
  {
    code: 'volume-failed',
    says: /could not be created/,
    objects: claiming(
      'Pending',
      event(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "gp3": error generating accessibility requirements: no topology key found on CSINode',
        onClaim,
      ),
    ),
  },
  {
    code: 'storage-driver-missing',
    says: /^The storage driver ebs.csi.aws.com does not create/,
    objects: claiming(
      'Pending',
      event(
        'ExternalProvisioning',
        "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
        onClaim,
      ),
    ),
  },
  { code: 'volume-lost', says: /no longer exists/, objects: claiming('Lost') },
  { code: 'claim-missing', says: /^There is no volume claim data/, objects: claiming(undefined) },
];

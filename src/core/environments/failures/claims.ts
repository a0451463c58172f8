import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { tell, type SentenceRow } from './failure';
import { failureOf, type ClaimLook, type Finding, type PodLook } from './pod-look';

/** Why a claim has no volume: the sentences of its events. */
export const CLAIMS: readonly SentenceRow[] = [
  {
    code: 'no-storage-class',
    pattern: /no persistent volumes available for this claim and no storage class is set/,
    text: (value) =>
      l10n.t('The volume claim {0} names no storage class, and the cluster has no default.', value('claim')),
    remedy: () => l10n.t('Run EKS: Create Default Storage Class on the cluster, or name one in the claim.'),
  },
  {
    code: 'storage-class-missing',
    pattern: /storageclass(?:\.storage\.k8s\.io)? "(?<class>[^"]*)" not found/,
    text: (value) =>
      l10n.t(
        'The volume claim {0} names the storage class {1}, which does not exist.',
        value('claim'),
        value('class'),
      ),
    remedy: () => l10n.t('Create the storage class, or name another one in the claim.'),
  },
  {
    code: 'volume-denied',
    pattern: /UnauthorizedOperation|AccessDenied|not authorized to perform/,
    text: (value) =>
      l10n.t(
        'The storage driver is not allowed to create the volume of claim {0}: {1}',
        value('claim'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Give the role of the driver the policy AmazonEBSCSIDriverPolicy.'),
  },
  {
    code: 'volume-limit',
    pattern: /VolumeLimitExceeded|MaxIOPSLimitExceeded/,
    text: (value) => l10n.t('The account has no room for the volume of claim {0}.', value('claim')),
    remedy: () => l10n.t('Delete volumes that are no longer needed, or raise the quota of Amazon EBS.'),
  },
  {
    code: 'volume-failed',
    pattern: /failed to provision volume/,
    text: (value) =>
      l10n.t(
        'The volume of claim {0} could not be created: {1}',
        value('claim'),
        asSentence(value('sentence')),
      ),
    remedy: () => l10n.t('Change what the message names; Kubernetes then tries again.'),
    mayPass: true,
  },
];

const FAILURES = ['FailedBinding', 'ProvisioningFailed'];
/** A driver that runs takes a claim over within seconds. */
const DRIVER_MS = 60_000;

/** The claims of a pod that have no volume yet. */
export function findClaim(look: PodLook): Finding | undefined {
  if (look.pod.node !== '' && look.pod.containers.some(({ state }) => state.kind === 'running'))
    return undefined;
  for (const claim of look.claims ?? []) {
    const found = findIn(claim, look);
    if (found) return found;
  }
  return undefined;
}

function findIn({ name, claim, events }: ClaimLook, look: PodLook): Finding | undefined {
  if (!claim) return missing(name, look);
  if (claim.phase === 'Bound') return undefined;
  if (claim.phase === 'Lost')
    return failureOf(
      'claims',
      {
        code: 'volume-lost',
        text: l10n.t('The volume of claim {0} no longer exists.', name),
        remedy: l10n.t('Restore the volume, or delete the claim to begin with an empty one.'),
      },
      look,
    );
  const [failure] = events.filter(({ reason }) => FAILURES.includes(reason));
  const told = failure && tell(CLAIMS, failure.message, { claim: name });
  if (told && (!told.mayPass || failure.count > 1)) return failureOf('claims', told, look);
  const waiting = events.find(({ reason }) => reason === 'ExternalProvisioning');
  if (waiting && look.now - waiting.firstAt > DRIVER_MS && events[0] === waiting)
    return absent(name, waiting, look);
  // `WaitForFirstConsumer` is how it should be: the volume is made where the pod is.
  return { kind: 'progress', text: l10n.t('Waiting for the volume of claim {0}.', name) };
}

/** The claim of a StatefulSet is made just before its pod. */
function missing(name: string, look: PodLook): Finding {
  if (look.now - look.pod.createdAt < DRIVER_MS / 6)
    return { kind: 'progress', text: l10n.t('Waiting for the volume of claim {0}.', name) };
  const told = {
    code: 'claim-missing',
    text: l10n.t('There is no volume claim {0} in the namespace.', name),
    remedy: l10n.t('Create the PersistentVolumeClaim, or name another one in the workload.'),
  };
  return failureOf('claims', told, look);
}

function absent(name: string, { message }: { readonly message: string }, look: PodLook): Finding {
  const [, driver = ''] = /external provisioner '([^']{1,100})'/.exec(message) ?? [];
  const told = {
    code: 'storage-driver-missing',
    text: l10n.t('The storage driver {0} does not create the volume of claim {1}.', driver, name),
    remedy: l10n.t('Check that the add-on of the driver is installed and its pods are running.'),
  };
  return failureOf('claims', told, look);
}

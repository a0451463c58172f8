import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { tell, type SentenceRow } from './failure';
import { failureOf, type Finding, type PodLook } from './pod-look';

/** What a node fails at before any container: volumes and network. The sentences are those of the kubelet's events. */
export const SETUP: readonly SentenceRow[] = [
  {
    code: 'mounted-object-missing',
    pattern: /(?<kind>secret|configmap) "(?<name>[^"]*)" not found/,
    text: (value) =>
      value('kind') === 'secret'
        ? l10n.t('The pod mounts the Secret {0}, which does not exist.', value('name'))
        : l10n.t('The pod mounts the ConfigMap {0}, which does not exist.', value('name')),
    remedy: () => l10n.t('Create it, or correct its name in the workload.'),
    mayPass: true,
  },
  {
    code: 'mounted-key-missing',
    pattern: /references non-existent (?:secret|config) key: (?<key>\S+)/,
    text: (value) => l10n.t('The pod mounts the key {0}, which does not exist.', value('key')),
    remedy: () => l10n.t('Add the key, or correct its name in the workload.'),
    mayPass: true,
  },
  {
    code: 'volume-in-use',
    pattern: /Multi-Attach error for volume "(?<volume>[^"]*)"/,
    text: (value) => l10n.t('The volume {0} is still attached to the node of another pod.', value('volume')),
    remedy: () => l10n.t('Delete the other pod, or set the strategy of the Deployment to Recreate.'),
    mayPass: true,
  },
  {
    code: 'no-addresses',
    pattern: /failed to assign an IP address to container/,
    text: () => l10n.t('The subnet or node has no IP address left for the pod.'),
    remedy: () => l10n.t('Add a subnet or nodes, or turn on prefix delegation.'),
    mayPass: true,
  },
  {
    code: 'network-plugin',
    pattern: /network plugin|plugin type="(?<plugin>[^"]*)"|cni plugin not initialized/,
    text: (value) => l10n.t('The node cannot give the pod a network: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Check the pods of the add-on vpc-cni in kube-system.'),
    mayPass: true,
  },
  {
    code: 'volume-attach',
    pattern: /AttachVolume\.Attach failed|MountVolume\.\w+ failed|attach or mount volumes/,
    text: (value) => l10n.t('A volume of the pod cannot be mounted: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change what the message names; Kubernetes then tries again.'),
    mayPass: true,
  },
  {
    code: 'sandbox',
    pattern: /^/,
    text: (value) => l10n.t('The node cannot set up the pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Delete the pod to let another node try, and check the node.'),
    mayPass: true,
  },
];

const FAILURES = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox', 'NetworkNotReady'];
const NOT_BEGUN = ['ContainerCreating', 'PodInitializing'];

/** What keeps a pod that has a node from its first container. */
export function findSetup(look: PodLook): Finding | undefined {
  const { pod, events } = look;
  const hasBegun = pod.containers.some(
    ({ state }) =>
      state.kind === 'running' ||
      state.kind === 'terminated' ||
      (state.kind === 'waiting' && !NOT_BEGUN.includes(state.reason)),
  );
  if (hasBegun || pod.node === '') return undefined;
  const failed = events.filter(({ reason }) => FAILURES.includes(reason));
  // After `SuccessfulAttachVolume` or `Pulling`, for example, an earlier one is no longer true.
  const [newest] = events;
  if (!newest || !failed.includes(newest)) return { kind: 'progress', text: l10n.t('The node prepares it.') };
  // Of a volume that is late several events tell, the general one last.
  const told = [...SETUP].flatMap((row) => failed.flatMap(({ message }) => tell([row], message) ?? []))[0];
  const times = failed.reduce((sum, { count }) => sum + count, 0);
  return told && (!told.mayPass || times > 1)
    ? failureOf('setup', told, look)
    : { kind: 'progress', text: l10n.t('The node prepares it.') };
}

import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { tell, type SentenceRow } from './failure';
import { failureOf, timesOf, type Finding, type PodLook } from './pod-look';

/** What a container needs and the node does not find: messages of `CreateContainerConfigError`. */
export const CONFIGURATION: readonly SentenceRow[] = [
  {
    code: 'secret-missing',
    pattern: /secret "(?<name>[^"]*)" not found/,
    text: (value) => l10n.t('The container needs the Secret {0}, which does not exist.', value('name')),
    remedy: () => l10n.t('Create the Secret, or correct its name in the workload.'),
  },
  {
    code: 'config-map-missing',
    pattern: /configmap "(?<name>[^"]*)" not found/,
    text: (value) => l10n.t('The container needs the ConfigMap {0}, which does not exist.', value('name')),
    remedy: () => l10n.t('Create the ConfigMap, or correct its name in the workload.'),
  },
  {
    code: 'key-missing',
    pattern: /couldn't find key (?<key>\S+) in (?<kind>Secret|ConfigMap) (?:[^/\s]*\/)?(?<name>\S+)/,
    text: (value) => l10n.t('The {0} {1} has no key {2}.', value('kind'), value('name'), value('key')),
    remedy: () => l10n.t('Add the key, or correct its name in the workload.'),
  },
  {
    code: 'runs-as-root',
    pattern: /runAsNonRoot and image (?:will run as root|has non-numeric user)/,
    text: () => l10n.t('The workload forbids root, and the image does not name a numeric user.'),
    remedy: () => l10n.t('Set USER to a number in the Dockerfile, or runAsUser in the workload.'),
  },
  {
    code: 'configuration',
    pattern: /^/,
    text: (value) => l10n.t('The container cannot be configured: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change what the message names.'),
    mayPass: true,
  },
];

/** Whether a container has all that it needs. */
export function findConfiguration(look: PodLook): Finding | undefined {
  const container = look.pod.containers.find(
    ({ state }) => state.kind === 'waiting' && state.reason === 'CreateContainerConfigError',
  );
  if (container?.state.kind !== 'waiting') return undefined;
  const { message } = container.state;
  const told = tell(CONFIGURATION, message);
  // The kubelet's own cache is behind at times.
  const isBehind = /failed to sync|timed out waiting for/.test(message);
  return told && !isBehind && (!told.mayPass || timesOf(look, 'Failed') > 1)
    ? failureOf('configuration', told, look)
    : { kind: 'progress', text: l10n.t('The container is being configured.') };
}

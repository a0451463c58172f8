import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { tell, type SentenceRow } from './failure';
import { failureOf, timesOf, type Finding, type PodLook } from './pod-look';

/** Why an image is not pulled: the sentences of containerd and of registries. */
export const IMAGES: readonly SentenceRow[] = [
  {
    code: 'image-name',
    pattern: /invalid reference format|couldn't parse image (?:name|reference)/,
    text: (value) => l10n.t('{0} is not the name of an image.', value('image')),
    remedy: () => l10n.t('Correct the image of the workload.'),
  },
  {
    code: 'image-never-pulled',
    pattern: /pull policy of Never/,
    text: (value) =>
      l10n.t('The image {0} is not on the node, and the workload does not let it be pulled.', value('image')),
    remedy: () => l10n.t('Set imagePullPolicy to IfNotPresent.'),
  },
  {
    code: 'image-platform',
    pattern: /no match(?:ing manifest)? for (?:platform|(?<platform>[\w/]+))/,
    text: (value) => l10n.t('The image {0} is not built for the platform of the nodes.', value('image')),
    remedy: () => l10n.t('Build the image for the architecture of the nodes.'),
  },
  {
    code: 'image-rate-limit',
    pattern: /toomanyrequests|429 Too Many Requests|pull rate limit/,
    text: (value) => l10n.t('The registry refuses {0} for now: too many images were pulled.', value('image')),
    remedy: () => l10n.t('Use the same image from public.ecr.aws, or a registry of your own.'),
  },
  {
    code: 'image-denied',
    pattern:
      /\b403 Forbidden|\b401 Unauthorized|no basic auth credentials|pull access denied|authorization failed|unauthorized: |denied: /,
    text: (value) =>
      l10n.t('The nodes are not allowed to pull {0}, or there is no such image.', value('image')),
    remedy: () =>
      l10n.t(
        'For Amazon ECR, give the role of the nodes the policy AmazonEC2ContainerRegistryPullOnly; for other registries, name an imagePullSecret.',
      ),
  },
  {
    code: 'image-missing',
    pattern: /not found|manifest unknown|name unknown|NAME_UNKNOWN|MANIFEST_UNKNOWN|does not exist/i,
    text: (value) => l10n.t('The image {0} is not in the registry.', value('image')),
    remedy: () => l10n.t('Push the image, or correct its name or tag in the workload.'),
  },
  {
    code: 'image-certificate',
    pattern: /x509: |gave HTTP response to HTTPS client|tls: /,
    text: (value) =>
      l10n.t('The nodes do not trust the registry of {0}: {1}', value('image'), asSentence(value('detail'))),
    remedy: () => l10n.t('Use a registry with a valid certificate.'),
  },
  {
    code: 'image-disk',
    pattern: /no space left on device/,
    text: (value) => l10n.t('The node has no disk space left for {0}.', value('image')),
    remedy: () => l10n.t('Use nodes with larger disks, or a smaller image.'),
  },
  {
    code: 'image-unreachable',
    pattern:
      /i\/o timeout|no route to host|no such host|connection refused|deadline exceeded|request canceled|handshake timeout|connection reset|unreachable/,
    text: (value) =>
      l10n.t('The nodes do not reach the registry of {0}: {1}', value('image'), asSentence(value('detail'))),
    remedy: () =>
      l10n.t('Check that their subnets have a NAT gateway, or VPC endpoints for ecr.api, ecr.dkr and S3.'),
    mayPass: true,
  },
  {
    code: 'image-failed',
    pattern: /^/,
    text: (value) =>
      l10n.t('The image {0} cannot be pulled: {1}', value('image'), asSentence(value('detail'))),
    remedy: () => l10n.t('Change what the message names; Kubernetes then tries again.'),
    mayPass: true,
  },
];

/** https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/images/types.go */
const REASONS = [
  ...['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'ImageInspectError'],
  ...['RegistryUnavailable', 'SignatureValidationFailed'],
];

/** Whether a container gets its image, and why not. */
export function findImage(look: PodLook): Finding | undefined {
  const container = look.pod.containers.find(
    ({ state }) => state.kind === 'waiting' && REASONS.includes(state.reason),
  );
  if (container?.state.kind !== 'waiting') return pulling(look);
  const { reason, message } = container.state;
  const sentence = sentenceFor(look, container.image, message);
  const told = tell(IMAGES, sentence, { image: container.image, detail: lastPart(sentence) });
  // The first attempt ends in `ErrImagePull`, what is tried again in `ImagePullBackOff`.
  const tries = reason === 'ErrImagePull' ? timesOf(look, 'Failed') : 2;
  return told && (!told.mayPass || tries > 1)
    ? failureOf('image', told, look)
    : { kind: 'progress', text: l10n.t('Pulling the image.') };
}

/** Older kubelets say while they wait that they do, and only in their events why. */
function sentenceFor({ events }: PodLook, image: string, message: string): string {
  if (!/^(Back-off pulling image "[^"]*"|)$/.test(message)) return message;
  const failed = events.find((event) => event.reason === 'Failed' && event.message.includes(image));
  return failed?.message ?? message;
}

/** What follows the last quoted name in a chain of errors is what went wrong first. */
function lastPart(sentence: string): string {
  const end = sentence.lastIndexOf('": ');
  return end < 0 ? sentence : sentence.slice(end + 3);
}

function pulling({ pod, events: [newest] }: PodLook): Finding | undefined {
  const isCreating = pod.containers.some(
    ({ state }) => state.kind === 'waiting' && state.reason === 'ContainerCreating',
  );
  return isCreating && newest?.reason === 'Pulling'
    ? { kind: 'progress', text: l10n.t('Pulling the image.') }
    : undefined;
}

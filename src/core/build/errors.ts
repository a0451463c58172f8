import * as l10n from '@vscode/l10n';
import type { ErrorText } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';

const BUILD_ERRORS = {
  'no-builder': () => ({
    message: l10n.t('No container CLI was found on this machine.'),
    remedy: l10n.t('Install Docker, Podman, Finch, nerdctl or buildah, or deploy an existing image.'),
  }),
  'builder-missing': (p: { tool: string }) => ({
    message: l10n.t('{0} was not found on this machine.', p.tool),
    remedy: l10n.t('Install it, or change eks.build.tool in your settings.'),
  }),
  'builder-asleep': (p: { tool: string }) => ({
    message: l10n.t('{0} is installed, but its engine does not respond.', p.tool),
    remedy: l10n.t('Start it, then deploy again.'),
  }),
  'dockerfile-exists': (p: { file: string }) => ({
    message: l10n.t('The folder already has {0}.', p.file),
    remedy: l10n.t('Delete it to have another one written.'),
  }),
  'dockerfile-missing': () => ({
    message: l10n.t('The folder has no Dockerfile.'),
    remedy: l10n.t('Run EKS: Write Dockerfile…, or set dockerfile in eks.deploy.'),
  }),
  'language-unknown': () => ({
    message: l10n.t('The folder has nothing by which its language is recognized.'),
    remedy: l10n.t(
      'A Dockerfile is written for Node.js, Python, Go, Java with Maven or Gradle, .NET and static files. Set path in eks.deploy if the app is in a sub-folder.',
    ),
  }),
  'disk-full': (p: { tool: string }) => ({
    message: l10n.t('The disk that {0} builds on is full.', p.tool),
    remedy: l10n.t('Delete images and build caches that you no longer need, then deploy again.'),
  }),
  'argument-unknown': (p: { argument: string }) => ({
    message: l10n.t('The container CLI does not know the argument {0}.', p.argument),
    remedy: l10n.t('Correct eks.build.arguments in your settings.'),
  }),
  'base-image-limit': (p: { image: string }) => ({
    message: l10n.t(
      'The base image {0} can’t be pulled: the registry’s limit for your network is reached.',
      p.image,
    ),
    remedy: l10n.t(
      'Wait, sign in to the registry, or name its copy in Amazon ECR Public: public.ecr.aws/docker/library has Docker’s official images.',
    ),
  }),
  'base-image-denied': (p: { image: string }) => ({
    message: l10n.t(
      'The base image {0} can’t be pulled: the registry requires a sign-in, or it does not exist.',
      p.image,
    ),
    remedy: l10n.t('Check its name, or sign in to its registry with your container CLI.'),
  }),
  'base-image-absent': (p: { image: string }) => ({
    message: l10n.t('The base image {0} does not exist.', p.image),
    remedy: l10n.t(
      'Correct its name or tag in the Dockerfile. Podman and Buildah need the registry, too: docker.io/library/node.',
    ),
  }),
  'base-image-unreachable': (p: { image: string; detail: string }) => ({
    message: l10n.t('The registry of the base image {0} can’t be reached: {1}', p.image, p.detail),
    remedy: l10n.t('Check the network and the proxy of your container CLI, then deploy again.'),
  }),
  'copy-ignored': (p: { file: string }) => ({
    message: l10n.t('The Dockerfile copies {0}, which .dockerignore excludes.', p.file),
    remedy: l10n.t('Remove it from .dockerignore, then deploy again.'),
  }),
  'copy-missing': (p: { file: string }) => ({
    message: l10n.t('The Dockerfile copies {0}, which the folder does not have.', p.file),
    remedy: l10n.t(
      'Correct the path: it is relative to the folder that is built, and .dockerignore may exclude it.',
    ),
  }),
  'stage-missing': (p: { stage: string }) => ({
    message: l10n.t('The Dockerfile has no stage {0}.', p.stage),
    remedy: l10n.t('Correct its name in the Dockerfile, or target in eks.deploy.'),
  }),
  'instruction-unknown': (p: { instruction: string }) => ({
    message: l10n.t('The Dockerfile has an instruction that does not exist: {0}.', p.instruction),
    remedy: l10n.t('Correct it, then deploy again.'),
  }),
  'wrong-architecture': () => ({
    message: l10n.t(
      'The base image has programs for another processor architecture than the cluster’s nodes.',
    ),
    remedy: l10n.t(
      'Choose a base image for several architectures, or enable emulation (QEMU) in your container CLI.',
    ),
  }),
  'build-step-failed': (p: { step: string; code: number; detail: string }) => ({
    message: l10n.t('The build step {0} failed with exit code {1}: {2}', p.step, p.code, p.detail),
    remedy: l10n.t('The terminal shows its whole output.'),
  }),
  'build-ended': () => ({
    message: l10n.t('The build was ended in its terminal. Nothing was deployed.'),
    remedy: l10n.t('Deploy again when you are ready.'),
  }),
  'secret-missing': (p: { name: string }) => ({
    message: l10n.t('The build needs the secret {0}, which was not entered.', p.name),
    remedy: l10n.t('Deploy again and enter it, or remove it from buildSecrets in eks.deploy.'),
  }),
  'build-failed': (p: { tool: string; detail: string }) => ({
    message: l10n.t('{0} could not build the image: {1}', p.tool, p.detail),
    remedy: l10n.t('The terminal shows every step. Correct the Dockerfile, then deploy again.'),
  }),
  'push-failed': (p: { tool: string; detail: string }) => ({
    message: l10n.t('{0} could not push the image: {1}', p.tool, p.detail),
    remedy: l10n.t('The terminal shows every step. Check the network, then deploy again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export const buildError = errorFactory(BUILD_ERRORS);

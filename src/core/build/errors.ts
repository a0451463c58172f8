import * as l10n from '@vscode/l10n';
import { deniedAction } from '../errors/access-denied';
import { userError } from '../errors/catalogue';
import type { ErrorText } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import type { BuildTool } from '../ports/build';

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
  'language-unknown': () => ({
    message: l10n.t('The folder has nothing by which its language is recognized.'),
    remedy: l10n.t(
      'A Dockerfile is written for Node.js, Python, Go, Java with Maven or Gradle, .NET and static files. Set path in eks.deploy if the app is in a sub-folder.',
    ),
  }),
  'build-failed': (p: { tool: string; detail: string }) => ({
    message: l10n.t('{0} could not build the image: {1}', p.tool, p.detail),
    remedy: l10n.t('The output EKS Build shows every step. Correct the Dockerfile, then deploy again.'),
  }),
  'push-failed': (p: { tool: string; detail: string }) => ({
    message: l10n.t('{0} could not push the image: {1}', p.tool, p.detail),
    remedy: l10n.t('The output EKS Build shows every step. Check the network, then deploy again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export const buildError = errorFactory(BUILD_ERRORS);

/** Why a build failed. @param said the last lines of the CLI */
export function buildFailure(tool: BuildTool, said: string): Error {
  return buildError('build-failed', { tool, detail: lastLine(said) });
}

/** Why a push failed: what the registry denied, or what the CLI says. */
export function pushFailure(tool: BuildTool, said: string): Error {
  const action = deniedAction(said.split('\n').findLast((line) => line.includes('not authorized')) ?? '');
  return action === undefined
    ? buildError('push-failed', { tool, detail: lastLine(said) })
    : userError('ecr-denied', { action });
}

function lastLine(said: string): string {
  const line = said.split(/[\r\n]+/).findLast((each) => each.trim() !== '') ?? '';
  return displayText(line.replace(/^(?:ERROR|Error): /, ''), MAX_LENGTH.sentence);
}

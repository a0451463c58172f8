import * as l10n from '@vscode/l10n';
import { durationText } from '../duration-text';
import type { ErrorText } from '../errors/error-text';
import { asSentence } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';

/** Failures of the programs on this machine that deploy. */
const TOOL_ERRORS = {
  'kubectl-missing': () => ({
    message: l10n.t('The folder has a kustomization, but kubectl was not found on this machine.'),
    remedy: l10n.t('Install kubectl, or set deployer in eks.deploy to built-in.'),
  }),
  'kustomize-remote': (p: { resource: string }) => ({
    message:
      p.resource === ''
        ? l10n.t('The kustomization refers to something on the network.')
        : l10n.t('The kustomization refers to something on the network: {0}', p.resource),
    remedy: l10n.t('Nothing is downloaded for a deployment. Copy it into the folder.'),
  }),
  'kustomize-failed': (p: { detail: string }) => ({
    message: l10n.t('The kustomization can’t be rendered: {0}', p.detail),
    remedy: l10n.t('Correct it, then deploy again.'),
  }),
  'helm-missing': () => ({
    message: l10n.t('Helm was not found on this machine.'),
    remedy: l10n.t('Install Helm, or deploy without the chart: set deployer in eks.deploy to built-in.'),
  }),
  'chart-invalid': (p: { detail: string }) => ({
    message: l10n.t('The chart can’t be rendered: {0}', p.detail),
    remedy: l10n.t('Correct it, then deploy again. helm template shows what it renders.'),
  }),
  'chart-without-image': () => ({
    message: l10n.t('values.yaml of the chart has no image, so the image of this deployment is not used.'),
    remedy: l10n.t('Add image.repository and image.tag to values.yaml, and use them in the templates.'),
  }),
  'chart-dependencies': (p: { detail: string }) => ({
    message: l10n.t('Charts that the chart depends on are not in its folder: {0}', p.detail),
    remedy: l10n.t('Run helm dependency build in the folder of the chart, then deploy again.'),
  }),
  'release-pending': (p: { release: string; ageMs: number }) => ({
    message: l10n.t(
      'Another Helm operation on release {0} began {1} ago and has not ended.',
      p.release,
      durationText(p.ageMs),
    ),
    remedy: l10n.t(
      'Deploy again when it has ended. If it was interrupted, that works five minutes after it began.',
    ),
  }),
  'release-foreign': (p: { detail: string }) => ({
    message: l10n.t('The chart has an object that exists and does not belong to its release: {0}', p.detail),
    remedy: l10n.t('Delete it in the cluster, stop the environment, or choose another one.'),
  }),
  'release-revision-missing': (p: { release: string; revision: number }) => ({
    message: l10n.t('Helm no longer has revision {1} of release {0}.', p.release, p.revision),
    remedy: l10n.t('Choose a newer deployment, or deploy that commit again.'),
  }),
  'release-hook-failed': (p: { detail: string }) => ({
    message: l10n.t('A hook of the chart failed: {0}', p.detail),
    remedy: l10n.t('Check the logs of its Job, then deploy again.'),
  }),
  'helm-interrupted': () => ({
    message: l10n.t('Helm was interrupted before it had applied everything.'),
    remedy: l10n.t('Deploy again.'),
  }),
  'helm-failed': (p: { detail: string }) => ({
    message: l10n.t('Helm could not deploy the chart: {0}', p.detail),
    remedy: l10n.t('Correct what it names, then deploy again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export const toolError = errorFactory(TOOL_ERRORS);

/** Why `kubectl kustomize` failed, in words of kubectl 1.32 and its kustomize 5.5. */
export function kustomizeFailure(said: string): Error {
  const isRemote = /no 'git' program|proxyconnect/.test(said);
  const [, whole = said] = /err=[<"]\s*(.*?)\s*[>"]\s*$/s.exec(said) ?? [];
  const [, resource, why] = /accumulating resources from '([^']*)': (.*?)(?:': |$)/s.exec(whole) ?? [];
  const reason = why?.replace(/^evalsymlink failure on .*: /, '');
  const plain = (resource === undefined ? whole : `${resource}: ${reason}`).replaceAll('\\"', '"');
  if (isRemote)
    return toolError('kustomize-remote', { resource: displayText(resource ?? '', MAX_LENGTH.sentence) });
  return toolError('kustomize-failed', { detail: shownDetail(plain) });
}

/** Why Helm failed, in words of Helm 3.19 and 4. The first that matches counts. */
const HELM_FAILURES: readonly (readonly [DetailedCode, RegExp])[] = [
  ['chart-dependencies', /in Chart\.yaml, but missing in charts\/ directory: (?<detail>.*)/],
  ['release-foreign', /Unable to continue with \w+: (?<detail>.*?) exists and cannot be imported/s],
  ['release-hook-failed', /(?:pre|post)-(?:install|upgrade|rollback) hooks? failed: (?<detail>.*)/s],
  [
    'chart-invalid',
    /(?:execution error at|parse error at|template:|YAML parse error on|error converting YAML|error validating|values don't meet|cannot load values|Chart\.yaml|unable to build kubernetes objects|failed to parse|chart requires kubeVersion).*/s,
  ],
];

type DetailedCode = 'chart-dependencies' | 'release-foreign' | 'release-hook-failed' | 'chart-invalid';

/** @param said what Helm wrote to its standard error */
export function helmFailure(said: string): Error {
  const plain = said.split(/[\r\n]+/).filter((line) => !/^(?:WARNING|level=|coalesce\.go|\s*$)/.test(line));
  const whole = plain.join(' ').replace(/^Error: (?:(?:UPGRADE|INSTALL|ROLLBACK) FAILED: )?/, '');
  for (const [code, pattern] of HELM_FAILURES) {
    const found = pattern.exec(whole);
    if (found) return toolError(code, { detail: shownDetail(found.groups?.detail ?? found[0]) });
  }
  return toolError('helm-failed', { detail: shownDetail(whole) });
}

function shownDetail(text: string): string {
  return asSentence(displayText(text, MAX_LENGTH.sentence));
}

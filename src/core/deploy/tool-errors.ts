import * as l10n from '@vscode/l10n';
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
  return toolError('kustomize-failed', { detail: asSentence(displayText(plain, MAX_LENGTH.sentence)) });
}

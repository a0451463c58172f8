import * as l10n from '@vscode/l10n';
import { errorFactory } from '../../errors/errors-of';

/** Failures of the ways into an environment, in the user's words. */
export const streamError = errorFactory({
  'no-running-container': (p: { environment: string; reason: string }) => ({
    message: l10n.t('No container of {0} is running: {1}.', p.environment, p.reason),
    remedy: l10n.t(
      'Wait until one has started. Its row in the view Environments says what it is waiting for.',
    ),
  }),
  'no-restarted-container': (p: { environment: string }) => ({
    message: l10n.t('No container of {0} has ended and been started again.', p.environment),
    remedy: l10n.t('Run EKS: Logs to see what the current containers write.'),
  }),
  'no-ready-pod': (p: { reason: string }) => ({
    message: l10n.t('No pod is ready to take the connection: {0}.', p.reason),
    remedy: l10n.t('Wait until a pod is ready, then try again.'),
  }),
  'no-shell': (p: { image: string }) => ({
    message: l10n.t('The image {0} has no shell: neither bash nor sh was found.', p.image),
    remedy: l10n.t('Add a container with tools to the running pod: EKS: Debug with an Ephemeral Container….'),
  }),
  'debug-not-started': (p: { image: string; reason: string }) => ({
    message: l10n.t('The container {0} did not start: {1}.', p.image, p.reason),
    remedy: l10n.t('Choose an image that the nodes can pull, then try again.'),
  }),
  'no-forward': () => ({
    message: l10n.t('No port is being forwarded.'),
    remedy: l10n.t('Run EKS: Forward Port… to forward one.'),
  }),
  'no-followed-logs': () => ({
    message: l10n.t('No logs are being followed.'),
    remedy: l10n.t('Run EKS: Logs to follow those of an environment.'),
  }),
});

import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Problems of the registry that images are pushed to. */
export const IMAGE_REGISTRY_ERRORS = {
  'ecr-denied': (p: { action: string }) => ({
    message: l10n.t('You are not allowed to use the Amazon ECR registry: {0} is denied.', p.action),
    remedy: l10n.t(
      'Run EKS: Generate IAM Policy… with Deploy applications selected, and ask your cloud team to update the policy of your role.',
    ),
  }),
  'ecr-no-repository': (p: { name: string; registry: string }) => ({
    message: l10n.t('Amazon ECR has no repository {0} in {1}.', p.name, p.registry),
    remedy: l10n.t('Deploy again, which creates it. If that fails, ask your cloud team to create it.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

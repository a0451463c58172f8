import * as l10n from '@vscode/l10n';
import type { ErrorText } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';

/** Why a database cannot be used. */
const DATABASE_ERRORS = {
  'postgres-no-storage-class': () => ({
    message: l10n.t('PostgreSQL needs a volume, but the cluster has no default storage class.'),
    remedy: l10n.t('Run EKS: Create Default Storage Class on the cluster, then deploy again.'),
  }),
  'postgres-foreign': (p: { kind: string; name: string; namespace: string }) => ({
    message: l10n.t(
      'The {0} {1} in {2} was not created by this extension, so it is left alone.',
      p.kind,
      p.name,
      p.namespace,
    ),
    remedy: l10n.t('Remove "postgres" from eks.deploy, or choose another environment.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

export const databaseError = errorFactory(DATABASE_ERRORS);

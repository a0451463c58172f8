import * as l10n from '@vscode/l10n';
import { networkCode } from './network';
import { UserError } from './user-error';

/**
 * A certificate of a cluster's API that this machine does not take although it knows its issuer. The server did answer,
 * so that the network is not what to look at.
 *
 * @param host of the API
 * @returns `undefined` where the failure is another
 */
export function certificateProblem(error: Error, host: string): UserError | undefined {
  const code = networkCode(error) ?? '';
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return new UserError(
        'cluster-certificate-expired',
        l10n.t('The certificate of {0} has expired, or is not valid yet.', host),
        l10n.t(
          'Check the clock of this machine, then ask whoever runs the cluster to renew the certificate.',
        ),
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return new UserError(
        'cluster-certificate-name',
        l10n.t('The certificate of the server is not for {0}.', host),
        l10n.t('Check the address of the cluster, and that no proxy or tunnel leads to another server.'),
      );
    default:
      return undefined;
  }
}

import * as l10n from '@vscode/l10n';
import { errorFactory } from './errors-of';
import { networkCode } from './network';
import type { UserError } from './user-error';
import type { ErrorText } from './error-text';

const certificateError = errorFactory({
  'cluster-certificate-expired': (p: { host: string }) => ({
    message: l10n.t('The certificate of {0} has expired or is not valid yet.', p.host),
    remedy: l10n.t(
      'Check this machine’s clock, then ask the cluster’s administrator to renew the certificate.',
    ),
  }),
  'cluster-certificate-name': (p: { host: string }) => ({
    message: l10n.t('The server’s certificate is not valid for {0}.', p.host),
    remedy: l10n.t('Check the cluster’s address, and that no proxy or tunnel leads to another server.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>);

/** By Node's code. */
const CERTIFICATE_ERRORS: Readonly<Record<string, Parameters<typeof certificateError>[0]>> = {
  CERT_HAS_EXPIRED: 'cluster-certificate-expired',
  CERT_NOT_YET_VALID: 'cluster-certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'cluster-certificate-name',
};

/**
 * A certificate of a cluster's API that this machine does not take although it knows its issuer. The server did answer,
 * so that the network is not what to look at.
 *
 * @param host of the API
 * @returns `undefined` where the failure is another
 */
export function certificateProblem(error: Error, host: string): UserError | undefined {
  const code = CERTIFICATE_ERRORS[networkCode(error) ?? ''];
  return code && certificateError(code, { host });
}
